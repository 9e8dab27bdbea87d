'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useReportWords } from '#components/compliance/use-report-words.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { answerReportInput } from '#server/modules/compliance/schemas.ts';
import type { Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

type Report = Outputs['reports']['list']['rows'][number];

/** One report whole, with its answer. */
export function ReportSheet({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTranslations('members.console.reports');
  const words = useReportWords();
  const may = useStaffRight('staff:access');
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={words.kind(report.kind)}>
      <div className="grid gap-5">
        <Facts
          items={[
            { label: t('customer'), value: report.workspaceName },
            { label: t('reporter'), value: report.reporterName },
            { label: t('when'), value: <DateTime at={report.at} style="full" /> },
            { label: t('state'), value: words.state(report).label },
            { label: t('text'), value: <span className="whitespace-pre-line">{report.text || '–'}</span> },
            ...(report.answer
              ? [{ label: t('answer'), value: <span className="whitespace-pre-line">{report.answer}</span> }]
              : []),
          ]}
        />
        {may && !report.closedAt && <AnswerForm key={report.id} report={report} onDone={onClose} />}
      </div>
    </Sheet>
  );
}

function AnswerForm({ report, onDone }: { report: Report; onDone: () => void }) {
  const t = useTranslations('members.console.reports');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const refresh = () => client.invalidateQueries(trpc.backoffice.pathFilter());
  const answer = useMutation(trpc.backoffice.reports.answer.mutationOptions());
  const close = useMutation(
    trpc.backoffice.reports.close.mutationOptions({
      async onSuccess() {
        await refresh();
        toast({ title: t('closedToast'), tone: 'good' });
        onDone();
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  const { workspaceId, id: reportId } = report;
  const form = useZodForm(answerReportInput, {
    defaultValues: { workspaceId, reportId, answer: report.answer ?? '', close: true },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await answer.mutateAsync(values);
        await refresh();
        toast({ title: t('answered'), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="answer" label={t('answer')} help={t('answerHelp')}>
        <Textarea rows={5} maxLength={5000} />
      </FormField>
      <Checkbox
        label={t('closeToo')}
        checked={form.watch('close')}
        onCheckedChange={(checked) => form.setValue('close', checked)}
      />
      <DialogActions cancel={false}>
        <Button busy={close.isPending} onClick={() => close.mutate({ workspaceId, reportId })}>
          {t('close')}
        </Button>
        <SubmitButton>{t('send')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
