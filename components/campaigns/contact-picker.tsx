'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { useFieldControl } from '#components/ui/field.tsx';
import { controlClass, Input } from '#components/ui/input.tsx';
import { Popover } from '#components/ui/popover.tsx';

export type PickedContact = { id: string; address: string; name: string };

/** One of the workspace's contacts, found by typing; null: nobody in particular. */
export function ContactPicker({
  value,
  onChange,
}: {
  value: PickedContact | null;
  onChange: (contact: PickedContact | null) => void;
}) {
  const t = useTranslations('campaigns.picker');
  const trpc = useTRPC();
  const { 'aria-labelledby': labelledBy, ...control } = useFieldControl();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const contacts = useQuery({
    ...trpc.contacts.list.queryOptions({ limit: 8, ...(q === '' ? {} : { q }) }),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const rows = (contacts.data?.rows ?? []).map(({ id, address, firstName, lastName }) => ({
    id,
    address,
    name: `${firstName} ${lastName}`.trim(),
  }));

  function choose(contact: PickedContact | null): void {
    onChange(contact);
    setOpen(false);
  }
  const option = 'grid w-full rounded-in px-2 py-1.5 text-left hover:bg-hover';
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('label')}
      className="w-(--radix-popover-trigger-width) min-w-64 p-1.5"
      trigger={
        <button
          type="button"
          {...control}
          {...(labelledBy && control.id ? { 'aria-labelledby': `${labelledBy} ${control.id}` } : {})}
          className={`${controlClass} flex h-8 items-center justify-between gap-2 text-left`}
        >
          <span className="truncate">{value ? value.name || value.address : t('nobody')}</span>
          <ChevronsUpDown aria-hidden className="text-ink-3" />
        </button>
      }
    >
      <Input
        type="search"
        value={text}
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="mt-1.5 max-h-64 overflow-y-auto">
        <li>
          <button type="button" className={option} onClick={() => choose(null)}>
            {t('nobody')}
          </button>
        </li>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className={option} onClick={() => choose(row)}>
              <span className="truncate font-medium">{row.name || row.address}</span>
              {row.name !== '' && <span className="truncate text-caption text-ink-3">{row.address}</span>}
            </button>
          </li>
        ))}
      </ul>
      {contacts.isSuccess && rows.length === 0 && <p className="px-2 py-1.5 text-ink-3">{t('none')}</p>}
    </Popover>
  );
}
