'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { FormField } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

function Loading() {
  const t = useTranslations('account.strength');
  return <>{t('loading')}</>;
}

const PasswordMeter = dynamic(() => import('./password-meter.tsx').then((module) => module.PasswordMeter), {
  loading: Loading,
});

type Props = { name: string; label: string; about: readonly string[] };

/** A new password with its meter; for every form that sets one. */
export function NewPasswordField({ name, label, about }: Props) {
  const t = useTranslations('account.strength');
  const typed: unknown = useWatch({ name });
  const password = typeof typed === 'string' ? typed : '';
  return (
    <FormField
      name={name}
      label={label}
      help={password === '' ? t('idle') : <PasswordMeter password={password} about={about} />}
    >
      <Input type="password" autoComplete="new-password" />
    </FormField>
  );
}
