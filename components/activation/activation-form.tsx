'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { NewPasswordField } from '#components/account/new-password-field.tsx';
import { signInWithTicket } from '#components/identity/sign-in-with-ticket.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { consentPurposes } from '#server/modules/billing/values.ts';
import { AcceptanceFields } from './acceptance-fields.tsx';

const schema = () => import('#server/modules/billing/schemas.ts').then(({ registrationSchema }) => registrationSchema);

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4 border-line border-t pt-4">
      <legend className="float-left mb-1 w-full text-section">
        {title}
        {help && <span className="mt-0.5 block text-caption font-normal text-ink-3">{help}</span>}
      </legend>
      {children}
    </fieldset>
  );
}

/** The registration of H1. On success it signs in and leads into the new workspace. */
export function ActivationForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('activation');
  const locale = useLocale();
  const trpc = useTRPC();
  const activate = useMutation(trpc.billing.activate.mutationOptions());
  const signIn = useMutation(trpc.identity.signIn.mutationOptions());
  const [entered, setEntered] = useState(true);
  const form = useZodForm(schema, {
    defaultValues: {
      holderKind: 'company',
      ...{ organisation: '', name: '', email, username: '', password: '', vatNumber: '', taxCode: '' },
      ...{ consents: [], acceptTerms: false, acceptProcessor: false, language: locale },
    },
  });
  const company = form.watch('holderKind') === 'company';

  if (!entered) {
    return (
      <Notice
        tone="good"
        live
        title={t('activated.title')}
        action={
          <Button asChild variant="primary">
            <Link href="/login">{t('activated.action')}</Link>
          </Button>
        }
      >
        {t('activated.body')}
      </Notice>
    );
  }
  return (
    <Form
      form={form}
      onSubmit={async (registration) => {
        const { slug } = await activate.mutateAsync({ token, registration });
        try {
          const { username, password } = registration;
          const { ticket } = await signIn.mutateAsync({ username, password, surface: 'portal' });
          await signInWithTicket('portal', ticket);
          location.assign(`/w/${slug}`);
        } catch {
          // The workspace is made all the same: say so, and let the person sign in by hand.
          setEntered(false);
        }
      }}
    >
      <Part title={t('who')}>
        <FormField name="holderKind" label={t('holderKind')}>
          {(field) => (
            <RadioGroup
              value={field.value}
              onValueChange={field.onChange}
              options={[
                { value: 'company', label: t('company') },
                { value: 'person', label: t('person') },
              ]}
            />
          )}
        </FormField>
        {company && (
          <FormField name="organisation" label={t('organisation')}>
            <Input autoComplete="organization" />
          </FormField>
        )}
        <FormField name="name" label={t('name')}>
          <Input autoComplete="name" />
        </FormField>
        <FormField name="email" label={t('email')}>
          <Input type="email" autoComplete="email" />
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField name="vatNumber" label={t('vatNumber')} help={t('taxHelp')}>
            <Input autoComplete="off" spellCheck={false} />
          </FormField>
          <FormField name="taxCode" label={t('taxCode')}>
            <Input autoComplete="off" spellCheck={false} autoCapitalize="characters" />
          </FormField>
        </div>
      </Part>
      <Part title={t('access')}>
        <FormField name="username" label={t('username')} help={t('usernameHelp')}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </FormField>
        <NewPasswordField
          name="password"
          label={t('password')}
          about={form.watch(['organisation', 'name', 'email', 'username']).map(String)}
        />
      </Part>
      <Part title={t('terms')}>
        <AcceptanceFields />
      </Part>
      <Part title={t('consentsTitle')} help={t('consentsHelp')}>
        <Consents value={form.watch('consents') ?? []} onChange={(consents) => form.setValue('consents', consents)} />
      </Part>
      <div>
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </Form>
  );
}

type Purpose = (typeof consentPurposes)[number];

/** One box a purpose, none ticked beforehand (H30). */
function Consents({ value, onChange }: { value: Purpose[]; onChange: (value: Purpose[]) => void }) {
  const t = useTranslations('activation.consents');
  return (
    <div className="grid gap-2">
      {consentPurposes.map((purpose) => (
        <Checkbox
          key={purpose}
          label={t(purpose)}
          checked={value.includes(purpose)}
          onCheckedChange={(checked) =>
            onChange(checked ? [...value, purpose] : value.filter((candidate) => candidate !== purpose))
          }
        />
      ))}
    </div>
  );
}
