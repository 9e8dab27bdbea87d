'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { Particulars } from '#server/modules/workspaces/schemas.ts';

const schema = () => import('#server/modules/workspaces/schemas.ts').then(({ particularsSchema }) => particularsSchema);

type Props = { current: { particulars: Particulars; version: string | null } };

/** The particulars themselves; a save that somebody else's came before is refused, and nothing typed is lost. */
export function ParticularsForm({ current }: Props) {
  const t = useTranslations('members.particulars');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [savedAt, setSavedAt] = useState<Date>();
  // The version that the form was filled from: a later one read in the background must not pass for it.
  const [known, setKnown] = useState(current.version);
  const save = useMutation(trpc.workspaces.saveParticulars.mutationOptions());
  const { particulars } = current;
  const holderKind = particulars.holderKind === 'person' ? ('person' as const) : ('company' as const);
  const form = useZodForm(schema, { defaultValues: { ...particulars, holderKind } });
  const line = (
    name: 'vatNumber' | 'taxCode' | 'email' | 'phone' | 'contactPerson' | 'certifiedMail',
    type = 'text',
  ) => (
    <FormField name={name} label={t(`fields.${name}`)} {...(name === 'vatNumber' ? { help: t('help.vatNumber') } : {})}>
      <Input type={type} autoComplete="off" />
    </FormField>
  );
  return (
    <Form
      form={form}
      guard
      className="grid gap-4"
      onSubmit={async (values) => {
        const { version } = await save.mutateAsync({ known, particulars: values });
        setKnown(version);
        form.reset(values);
        setSavedAt(new Date());
        await client.invalidateQueries(trpc.workspaces.pathFilter());
      }}
    >
      <FormField name="name" label={t('fields.name')}>
        <Input autoComplete="organization" />
      </FormField>
      <FormField name="holderKind" label={t('fields.holderKind')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={(['company', 'person'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        {line('vatNumber')}
        {line('taxCode')}
      </div>
      <FormField name="postalAddress" label={t('fields.postalAddress')} help={t('help.postalAddress')}>
        <Textarea rows={2} maxLength={400} />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        {line('email', 'email')}
        {line('phone', 'tel')}
        {line('contactPerson')}
        {line('certifiedMail', 'email')}
        <FormField name="invoiceCode" label={t('fields.invoiceCode')} help={t('help.invoiceCode')}>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={7} />
        </FormField>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{t('save')}</SubmitButton>
        {form.formState.isDirty ? <SaveState state="unsaved" /> : savedAt && <SaveState state="saved" at={savedAt} />}
      </div>
    </Form>
  );
}
