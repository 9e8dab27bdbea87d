'use client';
import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type FilterOption, useUrlParam } from './filter-chips.tsx';
import { Menu, MenuRadio } from './menu.tsx';
import { pillClass } from './tabs.tsx';

/** A filter with more values than fit side by side. */
export function FilterMenu({
  param,
  label,
  icon,
  options,
}: {
  param: string;
  label: string;
  icon?: ReactNode;
  options: FilterOption[];
}) {
  const t = useTranslations('ui');
  const [value, set] = useUrlParam(param);
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      align="start"
      label={label}
      trigger={
        <button type="button" className={clsx(pillClass(chosen !== undefined), 'shrink-0')}>
          {icon}
          {chosen ? `${label}: ${chosen.label}` : label}
          {icon === undefined && <ChevronDown aria-hidden />}
        </button>
      }
    >
      <MenuRadio
        value={value}
        onValueChange={set}
        options={[
          { value: '', label: t('any') },
          ...options.map(({ value: each, label: name }) => ({ value: each, label: name })),
        ]}
      />
    </Menu>
  );
}
