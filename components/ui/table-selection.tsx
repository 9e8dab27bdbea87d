'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { useNumbers } from './number.tsx';

export type Selection = {
  selected: ReadonlySet<string>;
  onChange: (selected: Set<string>) => void;
  /** Buttons that say what will happen to how many; `clear` ends the selection. */
  actions: (count: number, clear: () => void) => ReactNode;
  /** How many the filter matches altogether, where all of them can be chosen. */
  total?: number;
  /** The total is "at least". */
  capped?: boolean;
  /** All that match are meant, beyond this page. */
  all?: boolean;
  onSelectAll?: (all: boolean) => void;
};

/** Stands where the filters were while something is selected. */
export function TableSelectionBar({ selection, onPage }: { selection: Selection; onPage: number }) {
  const t = useTranslations('ui.table');
  const { whole } = useNumbers();
  const { selected, total, capped = false, all = false, onSelectAll } = selection;
  const count = all && total !== undefined ? total : selected.size;
  const clear = () => {
    onSelectAll?.(false);
    selection.onChange(new Set());
  };
  const canWiden = onSelectAll && !all && total !== undefined && total > onPage && selected.size === onPage;
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2 rounded-out bg-accent-wash py-1 pr-2 pl-3"
    >
      <span role="status" className="text-table font-semibold text-accent">
        {all && capped ? t('selectedAtLeast', { total: whole(count) }) : t('selected', { count })}
      </span>
      {canWiden && (
        <button
          type="button"
          className="text-table font-medium text-accent underline underline-offset-2"
          onClick={() => onSelectAll(true)}
        >
          {capped ? t('selectAllAtLeast', { total: whole(total) }) : t('selectAll', { total: whole(total) })}
        </button>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:order-last max-sm:ml-0 max-sm:w-full">
        {selection.actions(count, clear)}
      </div>
      <IconButton label={t('clearSelection')} icon={<X />} size="s" className="max-sm:ml-auto" onClick={clear} />
    </div>
  );
}
