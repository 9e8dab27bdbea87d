'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { attributeTypes } from '#server/modules/contacts/values.ts';
import { useUndoBulk } from '../list/use-bulk.ts';
import type { AttributeRow } from './attribute-types.ts';

export type AttributeIntent = { kind: 'create' } | { kind: 'edit'; attribute: AttributeRow };
type Props = { intent: AttributeIntent; onClose: () => void };

export function AttributeDialog({ intent, onClose }: Props) {
  const t = useTranslations('contacts.attributes');
  const title = intent.kind === 'edit' ? t('edit', { name: intent.attribute.label }) : t('new');
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} size="s">
      <AttributeForm intent={intent} onClose={onClose} />
    </Dialog>
  );
}

const schema = z.object({ label: z.string().trim().min(1).max(60), type: z.enum(attributeTypes), choices: z.string() });

function AttributeForm({ intent, onClose }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.contacts.createAttribute.mutationOptions());
  const update = useMutation(trpc.contacts.updateAttribute.mutationOptions());
  const known = intent.kind === 'edit' ? intent.attribute : undefined;
  const form = useZodForm(schema, {
    defaultValues: { label: known?.label ?? '', type: known?.type ?? 'text', choices: known?.choices.join('\n') ?? '' },
  });
  const type = form.watch('type');
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const choices = values.choices
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean);
        if (known) await update.mutateAsync({ id: known.id, label: values.label, choices });
        else await create.mutateAsync({ label: values.label, type: values.type, choices });
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        onClose();
      }}
    >
      <FormField name="label" label={t('attributes.label')}>
        <Input autoComplete="off" />
      </FormField>
      {!known && (
        <FormField name="type" label={t('attributes.type')}>
          {(field) => (
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={attributeTypes.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
            />
          )}
        </FormField>
      )}
      {known?.type === 'choice' && <RenameChoice attribute={known} onDone={onClose} />}
      {type === 'choice' && (
        <FormField name="choices" label={t('attributes.choices')} help={t('attributes.choicesHelp')}>
          <Textarea rows={4} />
        </FormField>
      )}
      <DialogActions>
        <SubmitButton>{known ? t('save') : t('attributes.create')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

/** Renames one choice, in the contacts that have it too: an act with its progress and its undo. */
function RenameChoice({ attribute, onDone }: { attribute: AttributeRow; onDone: () => void }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const undo = useUndoBulk();
  const [from, setFrom] = useState(attribute.choices[0] ?? '');
  const [to, setTo] = useState('');
  const rename = useMutation(
    trpc.contacts.renameChoice.mutationOptions({
      onSuccess: async (started) => {
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        toast({
          title: t('attributes.choiceRenamed', { name: to.trim() }),
          ...(started ? { body: t('attributes.choiceContacts', { count: started.total }) } : {}),
          tone: 'good',
          ...(started?.state === 'finished'
            ? { action: { label: t('bulk.undo'), onSelect: () => undo.mutate({ id: started.id }) } }
            : {}),
        });
        onDone();
      },
    }),
  );
  return (
    <fieldset className="grid gap-3 rounded-in border border-line p-3">
      <legend className="px-1 text-table font-medium">{t('attributes.renameChoice')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('attributes.choice')}>
          <Select
            value={from}
            onValueChange={setFrom}
            options={attribute.choices.map((choice) => ({ value: choice, label: choice }))}
          />
        </Field>
        <Field label={t('attributes.newName')} error={rename.error ? sentence(rename.error) : undefined}>
          <Input value={to} maxLength={100} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      <Button
        size="s"
        className="justify-self-start"
        busy={rename.isPending}
        disabled={to.trim() === '' || to.trim() === from}
        onClick={() => rename.mutate({ id: attribute.id, from, to })}
      >
        {t('attributes.renameChoice')}
      </Button>
    </fieldset>
  );
}
