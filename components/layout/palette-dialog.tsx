'use client';
import clsx from 'clsx';
import { CornerDownLeft, History, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { useCloseDialog } from '#components/ui/dialog-open.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Modal } from '#components/ui/modal.tsx';
import type { CommandPaletteProps } from './command-palette.tsx';
import { type PaletteEntry, rank } from './palette-results.ts';
import { useRecentChoices } from './recent-choices.ts';
import { useRemoteResults } from './use-remote-results.ts';

type Props = CommandPaletteProps & { open: boolean; onOpenChange: (open: boolean) => void };

export function PaletteDialog({ open, onOpenChange, pages, actions = [], search, scope = '' }: Props) {
  const t = useTranslations('shell');
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      className="fixed top-[10vh] left-1/2 z-40 w-[min(600px,94vw)] -translate-x-1/2 animate-pop overflow-hidden rounded-out! border border-line bg-raised shadow-pop focus-visible:shadow-pop"
    >
      <Dialog.Title className="sr-only">{t('search')}</Dialog.Title>
      <PaletteBody pages={pages} actions={actions} scope={scope} {...(search ? { search } : {})} />
    </Modal>
  );
}

type BodyProps = Required<Omit<CommandPaletteProps, 'search'>> & Pick<CommandPaletteProps, 'search'>;

function PaletteBody({ pages, actions, search, scope }: BodyProps) {
  const t = useTranslations('shell');
  const u = useTranslations('ui');
  const router = useRouter();
  const close = useCloseDialog();
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const remote = useRemoteResults(search, query);
  const [recent, remember] = useRecentChoices(scope);
  const hint = search ? t('searchHint') : t('searchPages');
  const entries = useMemo((): PaletteEntry[] => {
    const own: PaletteEntry[] = [
      ...actions.map((action) => ({ ...action, id: `action-${action.label}`, group: t('actions') })),
      ...pages.map((page) => ({ ...page, id: `page-${page.href}`, group: t('pages') })),
    ];
    if (query.trim() !== '') return [...rank(own, query), ...remote.results];
    // What was chosen lately stands first, with the icon of the page where it is one, and not a second time below.
    const lately = recent.map((entry) => ({
      ...entry,
      id: `recent-${entry.href}`,
      group: t('recent'),
      icon: own.find(({ href }) => href === entry.href)?.icon ?? <History />,
    }));
    return [...lately, ...own.filter((entry) => !recent.some(({ href }) => href === entry.href))];
  }, [actions, pages, query, recent, remote.results, t]);
  const current = Math.min(active, entries.length - 1);

  function choose(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    close();
    remember(entry);
    if (entry.onSelect) entry.onSelect();
    else if (entry.href !== undefined) router.push(entry.href);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(entries[current]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = (current + (event.key === 'ArrowDown' ? 1 : -1) + entries.length) % Math.max(entries.length, 1);
      setActive(next);
      list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
    }
  }

  return (
    <>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden className="text-ink-3" />
        <input
          role="combobox"
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={entries[current] ? `${base}-${current}` : undefined}
          aria-label={hint}
          autoComplete="off"
          placeholder={hint}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-body outline-none focus-visible:shadow-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div
        ref={list}
        id={`${base}-list`}
        role="listbox"
        aria-label={hint}
        className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5"
      >
        {entries.map((entry, index) => (
          <div key={`${entry.group}-${entry.id}`} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <p role="presentation" className="px-2.5 pt-2 pb-1 text-caption font-medium text-ink-3">
                {entry.group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the combobox above (aria-activedescendant) */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox above */}
            <div
              id={`${base}-${index}`}
              role="option"
              aria-selected={index === current}
              onClick={() => choose(entry)}
              onPointerMove={() => setActive(index)}
              className={clsx(
                'flex min-h-9 cursor-default select-none items-center gap-3 rounded-in px-2.5',
                index === current && 'bg-hover',
              )}
            >
              {entry.icon !== undefined && <span className="text-ink-3">{entry.icon}</span>}
              <span className="min-w-0 flex-1 truncate">{entry.label}</span>
              {entry.detail !== undefined && <span className="truncate text-caption text-ink-3">{entry.detail}</span>}
              {index === current && <CornerDownLeft aria-hidden className="text-ink-3" />}
            </div>
          </div>
        ))}
      </div>
      <p role="status" className="px-4 pb-3 text-table text-ink-3 empty:hidden">
        {remote.state === 'searching' && t('searching')}
        {remote.state === 'failed' && t('searchFailed')}
        {remote.state === 'idle' &&
          entries.length === 0 &&
          `${u('nothingFound')} ${search ? t('nothingTry') : t('nothingTryPages')}`}
      </p>
    </>
  );
}
