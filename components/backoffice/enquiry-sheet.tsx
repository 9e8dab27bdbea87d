'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { handleEnquiryInput } from '#server/modules/billing/schemas.ts';
import { enquiryStates } from '#server/modules/billing/values.ts';
import { enquiryWants } from '#shared/enquiry.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import type { EnquiryRow, Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

type Enquiry = Outputs['enquiries']['get'];
type Props = { open: boolean; id: string; onClose: () => void; onSell: (enquiry: EnquiryRow) => void };

/** One enquiry whole: what is asked, by whom, and what was done about it. */
export function EnquirySheet({ open, id, onClose, onSell }: Props) {
  const t = useTranslations('backoffice.enquiries');
  const trpc = useTRPC();
  const found = useQuery(trpc.backoffice.enquiries.get.queryOptions({ enquiryId: id }, { enabled: open }));
  const may = useStaffRight('staff:purchases');
  const enquiry = open ? found.data : undefined;
  // An id that is none (the address was cut) is as good as unknown.
  const gone = found.error?.data?.httpStatus === 404 || found.error?.data?.httpStatus === 400;
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()} title={enquiry?.name ?? t('title')}>
      {found.isPending && <ListSkeleton />}
      {found.isError && gone && <EmptyState title={t('gone')}>{t('goneBody')}</EmptyState>}
      {found.isError && !gone && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {enquiry && (
        <div className="grid gap-5">
          <EnquiryFacts enquiry={enquiry} withState={!may} />
          {may && !enquiry.sale && (
            <div>
              <Button icon={<ReceiptText />} onClick={() => onSell(enquiry)}>
                {t('sell')}
              </Button>
            </div>
          )}
          {may ? (
            <HandleForm key={enquiry.id} enquiry={enquiry} onDone={onClose} />
          ) : (
            enquiry.note && <Facts items={[{ label: t('note'), value: <Words>{enquiry.note}</Words> }]} />
          )}
        </div>
      )}
    </Sheet>
  );
}

const Words = ({ children }: { children: string }) => <span className="whitespace-pre-line">{children}</span>;

function EnquiryFacts({ enquiry, withState }: { enquiry: Enquiry; withState: boolean }) {
  const t = useTranslations('backoffice.enquiries');
  const states = useTranslations('backoffice.enquiryState');
  const { planName, company, email, phone, words, handledBy, stateAt, sale } = enquiry;
  const wants = t('wants', { what: enquiryWants(enquiry) });
  // What stands before the @ may hold a question mark, after which a mail program would read further recipients.
  const recipient = encodeURIComponent(email).replaceAll('%40', '@');
  const subject = encodeURIComponent(t('mailSubject', { what: planName ?? t('undecided') }));
  return (
    <Facts
      items={[
        { label: t('plan'), value: `${planName ?? t('undecided')} · ${wants}` },
        ...(company ? [{ label: t('company'), value: company }] : []),
        { label: t('email'), value: <a href={`mailto:${recipient}?subject=${subject}`}>{email}</a> },
        ...(phone
          ? [{ label: t('phone'), value: <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a> }]
          : []),
        ...(words ? [{ label: t('words'), value: <Words>{words}</Words> }] : []),
        { label: t('language'), value: t(enquiry.language === 'en' ? 'languages.en' : 'languages.it') },
        { label: t('when'), value: <DateTime at={enquiry.at} style="full" /> },
        ...(withState ? [{ label: t('state'), value: states(enquiry.state) }] : []),
        ...(handledBy
          ? [
              {
                label: t('handled'),
                value: t.rich('handledBy', { name: handledBy, when: () => <DateTime at={stateAt} style="full" /> }),
              },
            ]
          : []),
        ...(sale
          ? [
              {
                label: t('sale'),
                value: <Link href={`/admin/purchases?q=${encodeURIComponent(sale.email)}`}>{t('openSale')}</Link>,
              },
            ]
          : []),
      ]}
    />
  );
}

function HandleForm({ enquiry, onDone }: { enquiry: Enquiry; onDone: () => void }) {
  const t = useTranslations('backoffice.enquiries');
  const states = useTranslations('backoffice.enquiryState');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const handle = useMutation(trpc.backoffice.enquiries.handle.mutationOptions());
  const { id: enquiryId, revision: over, state, note } = enquiry;
  const form = useZodForm(handleEnquiryInput, { defaultValues: { enquiryId, over, state, note } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await handle.mutateAsync(values);
        await client.invalidateQueries(trpc.backoffice.pathFilter());
        toast({ title: t('saved'), tone: 'good' });
        onDone();
      }}
      className="grid grid-cols-1 gap-4 border-line border-t pt-5"
    >
      <FormField name="state" label={t('state')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={enquiryStates.map((value) => ({ value, label: states(value) }))}
          />
        )}
      </FormField>
      <FormField name="note" label={t('note')} help={t('noteHelp')} optional>
        <Textarea rows={3} maxLength={2000} />
      </FormField>
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
