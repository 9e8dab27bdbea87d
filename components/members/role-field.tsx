'use client';
import { useTranslations } from 'next-intl';
import { FormField } from '#components/ui/form.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { memberRoles } from '#shared/permissions.ts';

/** The roles to choose from, each with what it may do. */
export function RoleField() {
  const t = useTranslations('members');
  return (
    <FormField name="role" label={t('people.role')}>
      {(field) => (
        <RadioGroup
          value={field.value}
          onValueChange={field.onChange}
          options={memberRoles.map((value) => ({
            value,
            label: t(`roles.${value}.name`),
            help: t(`roles.${value}.does`),
          }))}
        />
      )}
    </FormField>
  );
}
