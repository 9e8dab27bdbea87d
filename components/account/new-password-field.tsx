'use client';
import { useWatch } from 'react-hook-form';
import { FormField } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordMeter } from './password-meter.tsx';

type Props = { name: string; label: string; about: readonly string[] };

/** A new password with its meter; for every form that sets one. */
export function NewPasswordField({ name, label, about }: Props) {
  const typed: unknown = useWatch({ name });
  return (
    <FormField
      name={name}
      label={label}
      help={<PasswordMeter password={typeof typed === 'string' ? typed : ''} about={about} />}
    >
      <Input type="password" autoComplete="new-password" />
    </FormField>
  );
}
