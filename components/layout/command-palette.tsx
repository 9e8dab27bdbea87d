'use client';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLoadAtFirstTouch } from '#components/ui/first-touch.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { useSearchRoom } from './search-room.tsx';
import type { RemoteSearch } from './use-remote-results.ts';

const load = () => import('./palette-dialog.tsx').then((module) => module.PaletteDialog);
const PaletteDialog = whenOpened(load);

export type PaletteResult = {
  id: string;
  label: string;
  detail?: string;
  href: string;
  group: string;
  icon?: ReactNode;
};

export type CommandPaletteProps = {
  pages: { href: string; label: string; detail?: string; icon?: ReactNode }[];
  actions?: { label: string; icon?: ReactNode; href?: string; onSelect?: () => void }[];
  /** Whose recent choices are remembered together: the console's, or one workspace's. */
  scope?: string;
  /** Contacts, campaigns, messages: asked as one types. */
  search?: RemoteSearch<PaletteResult>;
};

/** Search from anywhere: `/` or Ctrl K. */
export function CommandPalette(props: CommandPaletteProps) {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const roomy = useSearchRoom();
  const button = useRef<HTMLButtonElement>(null);
  const show = useCallback(() => {
    // Where the focus is nowhere it comes back to the button.
    if (document.activeElement === null || document.activeElement === document.body) button.current?.focus();
    setOpen(true);
  }, []);

  // At hand before it is called: what is typed after it is meant for it.
  useLoadAtFirstTouch(load);
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      const typing =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!slash && !control) return;
      event.preventDefault();
      show();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [show]);

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('search')}
        onClick={show}
        className={clsx(
          'flex h-8 shrink-0 items-center gap-2.5 rounded-in text-body text-ink-3 hover:text-ink',
          roomy
            ? 'w-8 justify-center lg:w-[240px] lg:justify-start lg:border lg:border-line-strong lg:bg-ground lg:px-2.5'
            : 'w-8 justify-center hover:bg-hover',
        )}
      >
        <Search aria-hidden />
        {roomy && (
          <>
            <span className="flex-1 text-left max-lg:hidden">{t('search')}</span>
            <span aria-hidden className="max-lg:hidden">
              <Kbd>/</Kbd>
            </span>
          </>
        )}
      </button>
      <PaletteDialog {...props} open={open} onOpenChange={setOpen} />
    </>
  );
}
