'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Combobox } from '#components/ui/combobox.tsx';

type Props = {
  /** A customer's id or one of the `also`; '' for none. */
  value: string;
  onChange: (value: string) => void;
  /** What stands for no choice, and first in the list takes one back. */
  none: string;
  label?: string;
  also?: { value: string; label: string }[];
};

/** One of all customers, however many, found by typing. */
export function CustomerPicker({ value, onChange, none, label, also = [] }: Props) {
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim().slice(0, 200)), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const list = trpc.backoffice.customers.list;
  const found = useQuery(
    list.queryOptions(
      { limit: 20, sort: 'name', ...(search ? { search } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const isCustomer = value !== '' && also.every((one) => one.value !== value);
  const chosen = useQuery({ ...list.queryOptions({ limit: 1, search: value }), enabled: isCustomer });
  const fixed = search === '' ? [...(value ? [{ value: '', label: none }] : []), ...also] : [];
  return (
    <Combobox
      value={value === '' ? undefined : value}
      onValueChange={onChange}
      placeholder={none}
      {...(label ? { label } : {})}
      options={[
        ...fixed,
        ...(found.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name, hint: row.slug })),
      ]}
      search={{
        onSearch: setText,
        chosen: isCustomer ? (chosen.data?.rows[0]?.name ?? '…') : also.find((one) => one.value === value)?.label,
      }}
    />
  );
}
