'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toast as Radix } from 'radix-ui';
import { IconButton } from './icon-button.tsx';
import { fillOf, type Tone } from './tone.ts';

export type ShownToast = {
  id: number;
  title: string;
  body?: string;
  tone?: Tone;
  /** Usually an undo. */
  action?: { label: string; onSelect: () => void };
};

/** What is told, each for its while, in the corner of the page. */
export function ToastStack({ toasts, onClose }: { toasts: ShownToast[]; onClose: (id: number) => void }) {
  const t = useTranslations('ui');
  return (
    <Radix.Provider label={t('toasts')} swipeDirection="right">
      {toasts.map((toast) => (
        <Radix.Root
          key={toast.id}
          type={toast.tone === 'bad' ? 'foreground' : 'background'}
          duration={toast.tone === 'bad' || toast.action ? 10_000 : 5_000}
          onOpenChange={(open) => open || onClose(toast.id)}
          className="flex animate-pop items-start gap-3 rounded-out border border-line bg-raised py-2.5 pr-2 pl-3.5 text-table shadow-pop"
        >
          <span aria-hidden className={clsx('mt-[5px] size-2 shrink-0 rounded-full', fillOf[toast.tone ?? 'good'])} />
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-medium text-ink">{toast.title}</Radix.Title>
            {toast.body && <Radix.Description className="mt-0.5 text-ink-2">{toast.body}</Radix.Description>}
          </div>
          {toast.action && (
            <Radix.Action asChild altText={toast.action.label}>
              <button type="button" onClick={toast.action.onSelect} className="font-medium text-accent hover:underline">
                {toast.action.label}
              </button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label={t('close')} icon={<X />} size="s" className="-my-1" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport
        label={t('toastsHotkey', { hotkey: '{hotkey}' })}
        className="fixed right-4 bottom-4 z-[60] grid w-[min(380px,calc(100vw-2rem))] gap-2 rounded-out! max-sm:bottom-20"
      />
    </Radix.Provider>
  );
}
