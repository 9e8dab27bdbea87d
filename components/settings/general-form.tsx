'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { GeneralSettings } from '#server/modules/workspaces/schemas.ts';
import { workspaceLanguages } from '#server/modules/workspaces/values.ts';
import { zoneName } from '#shared/zone-names.ts';
import { writeOffset } from '#shared/zoned-time.ts';

const schema = () =>
  import('#server/modules/workspaces/schemas.ts').then(({ generalSettingsInput }) => generalSettingsInput);

type Props = { current: GeneralSettings; newsletter: boolean };

export function GeneralForm({ current, newsletter }: Props) {
  const t = useTranslations('portal.general');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const format = useFormatter();
  const locale = useLocale();
  const now = useClock();
  const [savedAt, setSavedAt] = useState<Date>();
  const save = useMutation(trpc.workspaces.setGeneral.mutationOptions());
  const form = useZodForm(schema, { defaultValues: current });
  const timeZone = form.watch('timeZone');
  const zones = useMemo(() => zoneOptions(current.timeZone, locale), [current.timeZone, locale]);
  const time = format.dateTime(now, { hour: '2-digit', minute: '2-digit', timeZone });

  return (
    <Form
      form={form}
      guard
      className="grid gap-6"
      onSubmit={async (values) => {
        const saved = await save.mutateAsync(values);
        client.setQueryData(trpc.workspaces.general.queryKey(), saved);
        form.reset(saved);
        setSavedAt(new Date());
        // Every time on the page is written in the new zone.
        router.refresh();
      }}
    >
      <div className="grid gap-6 sm:grid-cols-2">
        <FormField name="timeZone" label={t('zone')} help={t('zoneHelp')}>
          {(field) => (
            <Combobox
              value={field.value}
              onValueChange={field.onChange}
              options={zones}
              placeholder={t('zonePlaceholder')}
            />
          )}
        </FormField>
        <FormField name="language" label={t('language')} help={t('languageHelp')}>
          {(field) => (
            <RadioGroup
              value={field.value}
              onValueChange={field.onChange}
              options={workspaceLanguages.map((value) => ({ value, label: t(value) }))}
            />
          )}
        </FormField>
      </div>
      {timeZone !== current.timeZone && (
        <div className="grid gap-2">
          <p className="text-table text-ink-2">{t('nowThere', { time, offset: writeOffset(now, timeZone) })}</p>
          {newsletter && <Planned timeZone={timeZone} />}
        </div>
      )}
      {newsletter && (
        <FormField name="approvalRequired" label={t('approval')} hideLabel>
          {(field) => (
            <Switch
              label={t('approval')}
              help={t('approvalHelp')}
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        </FormField>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{t('save')}</SubmitButton>
        {form.formState.isDirty ? <SaveState state="unsaved" /> : savedAt && <SaveState state="saved" at={savedAt} />}
      </div>
    </Form>
  );
}

/** What is planned, as the clocks of the chosen zone will show it. */
function Planned({ timeZone }: { timeZone: string }) {
  const t = useTranslations('portal.general');
  const format = useFormatter();
  const trpc = useTRPC();
  const list = useQuery(trpc.campaigns.list.queryOptions({ group: 'scheduled', limit: 5 }));
  const planned = list.data?.rows.flatMap(({ id, name, scheduledAt }) =>
    scheduledAt ? [{ id, name, scheduledAt }] : [],
  );
  if (!planned || planned.length === 0) return null;
  return (
    <Notice tone="neutral">
      <p>{t('planned', { count: planned.length })}</p>
      <ul className="mt-1 list-disc pl-5">
        {planned.map(({ id, name, scheduledAt }) => (
          <li key={id}>
            {name}: {format.dateTime(scheduledAt, { dateStyle: 'full', timeStyle: 'short', timeZone })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Every zone of the time zone database, by its place's name. */
function zoneOptions(current: string, locale: string) {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current]);
  return [...names].map((value) => ({ value, label: zoneName(value, locale) }));
}
