'use client';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { type CreatePurchaseInput, createPurchaseInput } from '#server/modules/billing/schemas.ts';
import { featureNames } from '#server/modules/workspaces/values.ts';
import { centsOf, typedEuro } from './euro-input.ts';
import type { EnquiryRow, Outputs } from './outputs.ts';

const euro = z.string().transform((text, context) => {
  const cents = centsOf(text);
  if (cents !== null) return cents;
  context.addIssue({ code: 'custom', message: 'notANumber' });
  return z.NEVER;
});

const schema = createPurchaseInput.pick({ plan: true, email: true, customerName: true, language: true }).extend({
  months: z.coerce.number<string>().int().min(1).max(60),
  features: z.array(z.enum(featureNames)).min(1),
  start: euro,
  monthly: euro,
  kind: z.enum(['paid', 'trial', 'pending']),
});

type Props = {
  plans: Outputs['plans'];
  enquiry?: EnquiryRow | undefined;
  onCreate: (input: CreatePurchaseInput) => Promise<void>;
};

/** Plan, term, services and prices (the plan's until changed), how it is paid, and for whom. */
export function NewPurchaseForm({ plans, enquiry, onCreate }: Props) {
  const t = useTranslations('backoffice.newPurchase');
  const features = useTranslations('marketing.features');
  const locale = useLocale();
  const of = (code: string) => {
    const plan = plans.find((candidate) => candidate.code === code);
    return {
      features: plan?.features ?? [],
      start: typedEuro(plan?.startCents ?? 0, locale),
      monthly: typedEuro(plan?.monthlyCents ?? 0, locale),
    };
  };
  const asked = plans.find((plan) => plan.code === enquiry?.plan);
  const first = (asked ?? plans[0])?.code ?? '';
  const form = useZodForm(schema, {
    defaultValues: {
      ...of(first),
      ...{ plan: first, months: '12', kind: 'paid', email: '', customerName: '', language: locale },
      ...(enquiry && {
        kind: enquiry.trial ? 'trial' : 'pending',
        email: enquiry.email,
        customerName: enquiry.company || enquiry.name,
        language: enquiry.language === 'en' ? 'en' : 'it',
      }),
    },
  });
  function choosePlan(code: string): void {
    const values = of(code);
    form.setValue('plan', code);
    form.setValue('features', values.features);
    form.setValue('start', values.start);
    form.setValue('monthly', values.monthly);
  }
  return (
    <Form
      form={form}
      onSubmit={({ start, monthly, kind, ...values }) =>
        onCreate({
          ...values,
          startCents: start,
          monthlyCents: monthly,
          trial: kind === 'trial',
          paid: kind === 'paid',
          ...(enquiry ? { enquiryId: enquiry.id } : {}),
        })
      }
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_96px]">
        <FormField name="plan" label={t('plan')}>
          {(field) => (
            <Select
              value={field.value}
              onValueChange={choosePlan}
              options={plans.map((plan) => ({ value: plan.code, label: `${plan.name} (${plan.code})` }))}
            />
          )}
        </FormField>
        <FormField name="months" label={t('months')}>
          <Input inputMode="numeric" />
        </FormField>
      </div>
      <FormField name="features" label={t('features')}>
        {(field) => (
          <MultiSelect
            value={field.value}
            onValueChange={field.onChange}
            options={featureNames.map((name) => ({ value: name, label: features(name) }))}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="start" label={t('start')}>
          <Input inputMode="decimal" />
        </FormField>
        <FormField name="monthly" label={t('monthly')}>
          <Input inputMode="decimal" />
        </FormField>
      </div>
      <FormField name="kind" label={t('kind')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={(['paid', 'trial', 'pending'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        )}
      </FormField>
      <FormField name="email" label={t('email')}>
        <Input type="email" autoComplete="off" />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="customerName" label={t('name')} optional>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="language" label={t('language')}>
          {(field) => (
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={[
                { value: 'it', label: t('italian') },
                { value: 'en', label: t('english') },
              ]}
            />
          )}
        </FormField>
      </div>
      <DialogActions>
        <SubmitButton>{t('submit')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
