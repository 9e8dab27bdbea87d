'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { openStaffAccessInput } from '#server/modules/identity/schemas.ts';
import { staffAccessLevels } from '#server/modules/identity/values.ts';

const LENGTHS = [15, 30, 60, 120, 240, 480];

type Workspace = { id: string; name: string };
type Props = { open: boolean; onOpenChange: (open: boolean) => void; workspace: Workspace };

/** Why, how far and for how long staff go into a customer's workspace; then they are in it. */
export function EnterDialog({ open, onOpenChange, workspace }: Props) {
  const t = useTranslations('members.console.access');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('enterTitle', { name: workspace.name })}
      description={t('enterBody')}
    >
      <EnterForm workspaceId={workspace.id} />
    </Dialog>
  );
}

function EnterForm({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('members.console.access');
  const trpc = useTRPC();
  const open = useMutation(trpc.backoffice.accesses.open.mutationOptions());
  const form = useZodForm(openStaffAccessInput, {
    defaultValues: { workspaceId, purpose: '', ticket: '', level: 'look', minutes: 60 },
  });
  const length = (minutes: number) =>
    minutes < 60 ? t('minutes', { count: minutes }) : t('hours', { count: minutes / 60 });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { slug } = await open.mutateAsync(values);
        // Another frame, under another session's rules: loaded anew.
        location.assign(`/w/${slug}`);
      }}
    >
      <FormField name="purpose" label={t('purpose')} help={t('purposeHelp')}>
        <Textarea rows={2} maxLength={500} />
      </FormField>
      <FormField name="level" label={t('level')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={staffAccessLevels.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }))}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="minutes" label={t('length')}>
          {(field) => (
            <Select
              value={String(field.value)}
              onValueChange={(value) => field.onChange(Number(value))}
              options={LENGTHS.map((minutes) => ({ value: String(minutes), label: length(minutes) }))}
            />
          )}
        </FormField>
        <FormField name="ticket" label={t('ticket')} optional>
          <Input autoComplete="off" maxLength={40} />
        </FormField>
      </div>
      <DialogActions>
        <SubmitButton>{t('open')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
