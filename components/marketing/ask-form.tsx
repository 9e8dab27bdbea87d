'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useMoney } from '#components/ui/money.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

const UNDECIDED = '';
const loadSchema = () => import('#server/modules/billing/schemas.ts').then((module) => module.askInput);

type Props = {
  plans: { code: string; name: string; monthlyCents: number }[];
  plan: string | null;
  onPlan: (plan: string | null) => void;
  provider: string;
  trialDays: number;
  keptDays: number;
  /** The address that is answered to. */
  onSent: (email: string) => void;
};

/** Who asks, for which plan, and how to begin. */
export function AskForm({ plans, plan, onPlan, provider, trialDays, keptDays, onSent }: Props) {
  const t = useTranslations('marketing.ask');
  const money = useMoney();
  const trpc = useTRPC();
  const language = useLocale();
  const ask = useMutation(trpc.billing.ask.mutationOptions());
  const form = useZodForm(loadSchema, {
    defaultValues: {
      ...{ plan, trial: true, language },
      ...{ name: '', company: '', email: '', phone: '', words: '', website: '' },
    },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await ask.mutateAsync(values);
        onSent(values.email);
      }}
    >
      {plans.length > 0 && (
        <FormField name="plan" label={t('plan')}>
          {(field) => (
            <RadioGroup
              value={field.value ?? UNDECIDED}
              onValueChange={(code) => {
                field.onChange(code || null);
                onPlan(code || null);
              }}
              options={[
                ...plans.map(({ code, name, monthlyCents }) => ({
                  value: code,
                  label: name,
                  help: t('planPrice', { price: money(monthlyCents) }),
                })),
                { value: UNDECIDED, label: t('undecided'), help: t('undecidedHelp') },
              ]}
            />
          )}
        </FormField>
      )}
      <FormField name="trial" label={t('begin')}>
        {(field) => (
          <RadioGroup
            value={field.value ? 'trial' : 'buy'}
            onValueChange={(value) => field.onChange(value === 'trial')}
            options={[
              { value: 'trial', label: t('trial'), help: t('trialHelp', { days: trialDays }) },
              { value: 'buy', label: t('buy') },
            ]}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="name" label={t('name')}>
          <Input autoComplete="name" maxLength={120} />
        </FormField>
        <FormField name="company" label={t('company')} optional>
          <Input autoComplete="organization" maxLength={200} />
        </FormField>
        <FormField name="email" label={t('email')}>
          <Input type="email" autoComplete="email" />
        </FormField>
        <FormField name="phone" label={t('phone')} optional help={t('phoneHelp')}>
          <Input type="tel" autoComplete="tel" maxLength={40} />
        </FormField>
      </div>
      <FormField name="words" label={t('words')} optional help={t('wordsHelp')}>
        <Textarea rows={4} maxLength={2000} />
      </FormField>
      <div aria-hidden className="absolute -left-[9999px]">
        <input {...form.register('website')} type="text" tabIndex={-1} autoComplete="off" />
      </div>
      <p className="prose-links text-pretty text-caption text-ink-3">
        {t.rich('privacy', {
          provider,
          days: keptDays,
          link: (words) => (
            <Link href="/legal/privacy" target="_blank">
              {words}
            </Link>
          ),
        })}
      </p>
      <div>
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </Form>
  );
}
