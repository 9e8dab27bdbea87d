'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import type { ConfirmDialog } from './confirm-dialog.tsx';
import { whenOpened } from './when-opened.tsx';

const loadQuestion = () => import('./confirm-dialog.tsx').then((module) => module.ConfirmDialog);
const Question = whenOpened<ComponentProps<typeof ConfirmDialog> & { open: boolean }>(loadQuestion);

/**
 * Asks before a link or a closed tab loses what is unsaved. Next tells nobody before it navigates, so links are caught at the document,
 * ahead of React. Render what it returns.
 */
export function useUnsavedGuard(dirty: boolean): ReactNode {
  const t = useTranslations('ui');
  const router = useRouter();
  const [leavingTo, setLeavingTo] = useState<string>();

  useEffect(() => {
    if (!dirty) return;
    // At hand before somebody leaves, so that the question does not need the network.
    void loadQuestion().catch(() => {});
    function onBeforeUnload(event: BeforeUnloadEvent): void {
      event.preventDefault();
    }
    function onClick(event: MouseEvent): void {
      if (
        event.defaultPrevented ||
        event.button !== 0 ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download')) return;
      const url = new URL(link.href, location.href);
      if (url.origin !== location.origin || (url.pathname === location.pathname && url.search === location.search))
        return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(url.pathname + url.search + url.hash);
    }
    window.addEventListener('beforeunload', onBeforeUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [dirty]);

  return (
    <Question
      open={leavingTo !== undefined}
      onOpenChange={(open) => {
        if (!open) setLeavingTo(undefined);
      }}
      title={t('unsavedTitle')}
      confirmLabel={t('leaveUnsaved')}
      onConfirm={() => {
        if (leavingTo !== undefined) router.push(leavingTo);
      }}
    >
      {t('unsavedBody')}
    </Question>
  );
}
