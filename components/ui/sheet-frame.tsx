'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { Modal } from './modal.tsx';

export type SheetFrameProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: 'start' | 'end';
  /** The title is for screen readers only; the content brings its own head. */
  bare?: boolean;
  children: ReactNode;
};

/** What a Sheet looks like once it is open. */
export function SheetFrame({ open, onOpenChange, title, side = 'end', bare = false, children }: SheetFrameProps) {
  const t = useTranslations('ui');
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      className={clsx(
        'fixed inset-y-0 z-40 flex flex-col rounded-none! border-line shadow-pop focus-visible:shadow-pop',
        side === 'start'
          ? 'left-0 w-[min(280px,86vw)] animate-slide-start border-r bg-sunken'
          : 'right-0 w-[min(480px,94vw)] animate-slide-end border-l bg-raised',
      )}
    >
      {bare ? (
        <Radix.Title className="sr-only">{title}</Radix.Title>
      ) : (
        <div className="flex h-bar items-center justify-between gap-3 border-b border-line px-5">
          <Radix.Title className="truncate text-[16px]/6 font-semibold">{title}</Radix.Title>
          <Radix.Close asChild>
            <IconButton label={t('close')} icon={<X />} size="s" />
          </Radix.Close>
        </div>
      )}
      <div className={clsx('min-h-0 flex-1 scroll-pb-16 overflow-y-auto', !bare && 'px-5 py-4')}>{children}</div>
    </Modal>
  );
}
