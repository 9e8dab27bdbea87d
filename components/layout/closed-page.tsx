import { Lock } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageBody } from './page-body.tsx';
import { PageHeader } from './page-header.tsx';

type Props = {
  title: string;
  tabs?: ReactNode;
  width?: ComponentProps<typeof PageBody>['width'];
  why: string;
  /** What the person can do about it. */
  children: ReactNode;
};

/** In the place of a page that is not for this person. */
export function ClosedPage({ title, tabs, width, why, children }: Props) {
  return (
    <>
      <PageHeader title={title} {...(tabs === undefined ? {} : { tabs })} />
      <PageBody {...(width === undefined ? {} : { width })}>
        <EmptyState icon={<Lock />} title={why}>
          {children}
        </EmptyState>
      </PageBody>
    </>
  );
}
