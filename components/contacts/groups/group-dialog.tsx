'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { type GroupRow, withBelow } from './group-types.ts';
import { useMoveGroup } from './use-move-group.ts';

/** What a person is about to do to the tree. */
export type GroupIntent = { kind: 'create'; parentId: string | null } | { kind: 'move'; group: GroupRow };

type Props = { intent: GroupIntent; rows: GroupRow[]; onClose: () => void };

export function GroupDialog({ intent, rows, onClose }: Props) {
  const t = useTranslations('contacts.groups');
  const title = intent.kind === 'move' ? t('moveTitle', { name: intent.group.name }) : t('new');
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} size="s">
      <GroupForm intent={intent} rows={rows} onClose={onClose} />
    </Dialog>
  );
}

const ROOT = 'root';
const schema = z.object({ name: z.string().trim().min(1).max(80), parentId: z.string() });

function GroupForm({ intent, rows, onClose }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.contacts.createGroup.mutationOptions());
  const move = useMoveGroup();
  const group = intent.kind === 'create' ? undefined : intent.group;
  const form = useZodForm(schema, {
    defaultValues: {
      name: group?.name ?? '',
      parentId: (intent.kind === 'create' ? intent.parentId : intent.group.parentId) ?? ROOT,
    },
  });
  // A group can't go below itself.
  const own = new Set(group ? withBelow(rows, group.id).map((row) => row.id) : []);
  const places = [
    { value: ROOT, label: t('groups.root') },
    ...rows.filter((row) => !own.has(row.id)).map(({ id, name, depth }) => ({ value: id, label: name, depth })),
  ];
  return (
    <Form
      form={form}
      onSubmit={async ({ name, parentId }) => {
        const place = parentId === ROOT ? null : parentId;
        if (intent.kind === 'create') await create.mutateAsync({ name, parentId: place });
        else
          await move.to(intent.group, { parentId: place, index: rows.filter((row) => row.parentId === place).length });
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        onClose();
      }}
    >
      {intent.kind !== 'move' && (
        <FormField name="name" label={t('groups.name')}>
          <Input autoComplete="off" />
        </FormField>
      )}
      <FormField name="parentId" label={t('groups.parent')}>
        {(field) => <Combobox value={field.value} onValueChange={field.onChange} options={places} />}
      </FormField>
      <DialogActions>
        <SubmitButton>{intent.kind === 'create' ? t('groups.create') : t('save')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
