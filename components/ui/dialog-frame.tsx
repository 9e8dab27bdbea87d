'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { Modal } from './modal.tsx';

export type DialogFrameProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  size?: 's' | 'm' | 'l';
  /** A click beside it does not close it: for what would be lost. */
  stays?: boolean;
  children?: ReactNode;
};

const width = { s: 'sm:w-[420px]', m: 'sm:w-[560px]', l: 'sm:w-[840px]' };

/** What a Dialog looks like once it is open. */
export function DialogFrame({
  open,
  onOpenChange,
  title,
  description,
  size = 'm',
  stays = false,
  children,
}: DialogFrameProps) {
  const t = useTranslations('ui');
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      stays={stays}
      described={description !== undefined}
      className={clsx(
        'fixed z-40 flex max-h-[88dvh] animate-pop flex-col border border-line bg-raised shadow-pop focus-visible:shadow-pop',
        'inset-x-0 bottom-0 rounded-t-out! sm:inset-x-auto sm:bottom-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[76vh] sm:max-w-[94vw] sm:-translate-x-1/2 sm:rounded-out!',
        width[size],
      )}
    >
      <div className="flex items-start justify-between gap-3 px-5 pt-4">
        <div className="min-w-0">
          <Radix.Title className="text-[16px]/6 font-semibold">{title}</Radix.Title>
          {description !== undefined && (
            <Radix.Description className="mt-1 text-table text-ink-2">{description}</Radix.Description>
          )}
        </div>
        <Radix.Close asChild>
          <IconButton label={t('close')} icon={<X />} size="s" className="-mr-1.5" />
        </Radix.Close>
      </div>
      <div className="min-h-0 flex-1 scroll-pb-16 overflow-y-auto rounded-b-[inherit] px-5 py-4">{children}</div>
    </Modal>
  );
}
