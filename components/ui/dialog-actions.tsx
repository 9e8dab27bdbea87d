'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useCloseDialog } from './dialog-open.tsx';

type Props = {
  /** On the button that leaves all as it is: false for none, where there is nothing to call off. */
  cancel?: string | false;
  /** What can be done, the primary one last. */
  children: ReactNode;
};

/** The foot of a dialog or sheet, last in it or in its form: always in sight, at the right, the primary button last. */
export function DialogActions({ cancel, children }: Props) {
  const t = useTranslations('ui');
  const close = useCloseDialog();
  return (
    <div className="sticky -bottom-4 z-10 -mx-5 -mb-4 flex flex-wrap justify-end gap-2 border-line border-t bg-raised px-5 py-3 max-sm:[&>*]:flex-1">
      {cancel !== false && <Button onClick={close}>{cancel ?? t('cancel')}</Button>}
      {children}
    </div>
  );
}
