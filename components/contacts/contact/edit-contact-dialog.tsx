'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useGroupOptions } from '../group-options.ts';
import { languageName } from '../list/use-selection-words.ts';
import type { ContactDetail } from './contact-types.ts';

type Props = { contact: ContactDetail; open: boolean; onOpenChange: (open: boolean) => void };

export function EditContactDialog({ contact, open, onOpenChange }: Props) {
  const t = useTranslations('contacts.form');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('editTitle')}>
      <EditContactForm contact={contact} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

const LANGUAGES = ['', 'it', 'en'];
const schema = z.object({
  address: z.string().trim().min(1),
  firstName: z.string().trim().max(200),
  lastName: z.string().trim().max(200),
  language: z.string(),
  groupIds: z.array(z.string()),
  attributes: z.record(z.string(), z.string()),
});

function EditContactForm({ contact, onDone }: { contact: ContactDetail; onDone: () => void }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const groups = useGroupOptions();
  const { data: attributes } = useQuery(trpc.contacts.attributes.queryOptions());
  const update = useMutation(trpc.contacts.update.mutationOptions());
  const written = Object.entries(contact.attributes).map(([key, value]) => [key, String(value)] as const);
  const form = useZodForm(schema, {
    defaultValues: {
      address: contact.address,
      firstName: contact.firstName,
      lastName: contact.lastName,
      language: contact.language ?? '',
      groupIds: contact.groups.map((group) => group.id),
      attributes: Object.fromEntries(written),
    },
  });
  const languages = LANGUAGES.includes(contact.language ?? '') ? LANGUAGES : [...LANGUAGES, contact.language ?? ''];
  return (
    <Form
      form={form}
      onSubmit={async ({ language, ...values }) => {
        await update.mutateAsync({ id: contact.id, ...values, language: language === '' ? null : language });
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        toast({ title: t('saved'), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="address" label={t('form.address')}>
        <Input type="email" autoComplete="off" />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="firstName" label={t('form.firstName')} optional>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="lastName" label={t('form.lastName')} optional>
          <Input autoComplete="off" />
        </FormField>
      </div>
      <FormField name="language" label={t('form.language')}>
        {(field) => (
          <Select
            value={field.value === '' ? 'none' : field.value}
            onValueChange={(value) => field.onChange(value === 'none' ? '' : value)}
            options={languages.map((code) => ({
              value: code || 'none',
              label: code === '' ? t('form.languageNone') : languageName(code),
            }))}
          />
        )}
      </FormField>
      {groups.length > 0 && (
        <FormField name="groupIds" label={t('form.groups')} optional>
          {(field) => <MultiSelect value={field.value} onValueChange={field.onChange} options={groups} />}
        </FormField>
      )}
      {(attributes ?? []).map(({ key, label, type, choices }) => (
        <FormField key={key} name={`attributes.${key}`} label={label} optional>
          {(field) => {
            if (type !== 'choice' && type !== 'boolean') {
              return (
                <Input
                  {...field}
                  value={field.value ?? ''}
                  {...(type === 'date' ? { type: 'date' } : type === 'number' ? { inputMode: 'decimal' as const } : {})}
                />
              );
            }
            const options =
              type === 'choice'
                ? choices.map((choice) => ({ value: choice, label: choice }))
                : [
                    { value: 'true', label: t('form.yes') },
                    { value: 'false', label: t('form.no') },
                  ];
            return (
              <Select
                value={field.value ? field.value : '-'}
                onValueChange={(value) => field.onChange(value === '-' ? '' : value)}
                options={[{ value: '-', label: t('none') }, ...options]}
              />
            );
          }}
        </FormField>
      ))}
      <DialogActions>
        <SubmitButton>{t('save')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
