'use client';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';
import { AcceptanceFields } from './acceptance-fields.tsx';

export type WorkspaceChoice = { id: string; slug: string; name: string };

const schema = () =>
  import('#server/modules/billing/schemas.ts').then(({ activateHereInput }) => activateHereInput.omit({ token: true }));

/** A customer who buys again adds what was bought to a workspace of theirs. */
export function ActivateHereForm({ token, workspaces }: { token: string; workspaces: WorkspaceChoice[] }) {
  const t = useTranslations('activation');
  const locale = useLocale();
  const trpc = useTRPC();
  const activate = useMutation(trpc.billing.activateHere.mutationOptions());
  const form = useZodForm(schema, {
    defaultValues: {
      workspaceId: workspaces[0]?.id ?? '',
      ...{ acceptTerms: false, acceptProcessor: false, language: locale },
    },
  });
  const chosen = workspaces.find((workspace) => workspace.id === form.watch('workspaceId'));
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { slug } = await activate.mutateAsync({ token, ...values });
        location.assign(`/w/${slug}`);
      }}
    >
      <FormField name="workspaceId" label={t('here.workspace')}>
        {(field) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </FormField>
      <AcceptanceFields />
      <div>
        <SubmitButton>{t('submitHere', { workspace: chosen?.name ?? '' })}</SubmitButton>
      </div>
    </Form>
  );
}
