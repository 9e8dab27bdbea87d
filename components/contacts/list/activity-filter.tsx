'use client';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { ContactActivity } from '#server/modules/contacts/schemas.ts';
import { activityDays, contactActivities } from '#server/modules/contacts/values.ts';

const ANY = '-';
type Props = { value: ContactActivity | undefined; onChange: (value: ContactActivity | undefined) => void };

/** Who opened or clicked in the last days, and who did not; beside it, of whom that may be known at all. */
export function ActivityFilter({ value, onChange }: Props) {
  const t = useTranslations('contacts.filters');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('activity')} help={t('activityHelp')} className={value ? '' : 'sm:col-span-2'}>
        <Select
          value={value?.what ?? ANY}
          onValueChange={(next) => {
            const what = contactActivities.find((one) => one === next);
            onChange(what && { what, days: value?.days ?? 30 });
          }}
          options={[
            { value: ANY, label: t('any') },
            ...contactActivities.map((what) => ({ value: what, label: t(`activities.${what}`) })),
          ]}
        />
      </Field>
      {value && (
        <Field label={t('activityDays')}>
          <Select
            value={String(value.days)}
            onValueChange={(days) => onChange({ ...value, days: Number(days) })}
            options={activityDays.map((days) => ({ value: String(days), label: t('lastDays', { days }) }))}
          />
        </Field>
      )}
    </div>
  );
}
