'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { TrackingDefault } from '#server/modules/workspaces/schemas.ts';
import { needsBasis, trackingLevelNames } from '#server/modules/workspaces/values.ts';

const schema = () =>
  import('#server/modules/workspaces/schemas.ts').then(({ trackingDefaultInput }) => trackingDefaultInput);

export function TrackingForm({ current }: { current: TrackingDefault }) {
  const t = useTranslations('portal.tracking');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [savedAt, setSavedAt] = useState<Date>();
  const save = useMutation(trpc.workspaces.setTrackingDefault.mutationOptions());
  const form = useZodForm(schema, { defaultValues: current });
  const [opens, clicks] = form.watch(['opens', 'clicks']);
  const options = (of: 'opens' | 'clicks') =>
    trackingLevelNames.map((level) => ({ value: level, label: t(level), help: t(`help.${of}.${level}`) }));

  return (
    <Form
      form={form}
      guard
      className="grid gap-6"
      onSubmit={async (values) => {
        const saved = await save.mutateAsync(values);
        client.setQueryData(trpc.workspaces.trackingDefault.queryKey(), saved);
        form.reset(saved);
        setSavedAt(new Date());
      }}
    >
      <div className="grid gap-6 sm:grid-cols-2">
        {(['opens', 'clicks'] as const).map((name) => (
          <FormField key={name} name={name} label={t(name)}>
            {(field) => <RadioGroup value={field.value} onValueChange={field.onChange} options={options(name)} />}
          </FormField>
        ))}
      </div>
      {needsBasis({ opens, clicks }) && (
        <FormField name="basis" label={t('basis')} help={t('basisHelp')}>
          <Textarea rows={3} maxLength={2000} />
        </FormField>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{t('save')}</SubmitButton>
        {form.formState.isDirty ? <SaveState state="unsaved" /> : savedAt && <SaveState state="saved" at={savedAt} />}
      </div>
    </Form>
  );
}
