'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { makeReportInput } from '#server/modules/compliance/schemas.ts';
import { type ReportKind, reportKinds } from '#server/modules/compliance/values.ts';

type Props = { open: boolean; kind?: ReportKind; mayBlockOthers: boolean; onClose: () => void };

export function ReportDialog({ open, onClose, ...form }: Props) {
  const t = useTranslations('members.reports');
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={t('new')} stays>
      <ReportForm {...form} onDone={onClose} />
    </Dialog>
  );
}

type FormProps = { kind?: ReportKind; mayBlockOthers: boolean; onDone: () => void };

function ReportForm({ kind = 'password-lost', mayBlockOthers, onDone }: FormProps) {
  const t = useTranslations('members.reports');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const make = useMutation(trpc.compliance.makeReport.mutationOptions());
  const form = useZodForm(makeReportInput, { defaultValues: { kind, text: '' } });
  const lost = form.watch('kind') === 'password-lost';
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { blockedSelf } = await make.mutateAsync(values);
        // The session has ended with the block: the login page is where the way back in begins.
        if (blockedSelf) return location.assign('/login');
        await client.invalidateQueries(trpc.compliance.pathFilter());
        toast({ title: t('sent'), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="kind" label={t('kind')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={reportKinds.map((value) => ({
              value,
              label: t(`kinds.${value}.title`),
              help: t(`kinds.${value}.body`),
            }))}
          />
        )}
      </FormField>
      {lost && mayBlockOthers && <PersonField />}
      {lost && <Notice tone="wait">{t('blockNotice')}</Notice>}
      <FormField name="text" label={t('text')} optional={lost} help={t(lost ? 'textOptional' : 'textHelp')}>
        <Textarea rows={4} maxLength={5000} />
      </FormField>
      <DialogActions>
        <SubmitButton variant={lost ? 'danger' : 'primary'}>{t(lost ? 'block' : 'send')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

/** Whose password it is; who looks after the others may block any of them. */
function PersonField() {
  const t = useTranslations('members.reports');
  const trpc = useTRPC();
  const members = useQuery(trpc.identity.members.list.queryOptions());
  const options = (members.data ?? []).map(({ userId, name, self }) => ({
    value: userId,
    label: self ? t('myself') : name,
  }));
  const self = members.data?.find((member) => member.self)?.userId;
  return (
    <FormField name="personId" label={t('person')}>
      {(field) => <Select value={field.value ?? self} onValueChange={field.onChange} options={options} />}
    </FormField>
  );
}
