'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Section } from '#components/ui/section.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { FormDetail } from '../form-types.ts';
import { linesOf } from './site-lines.ts';

/** The sites whose pages may show and send the form. */
export function AllowedSites({ form }: { form: FormDetail }) {
  const t = useTranslations('forms.site');
  const trpc = useTRPC();
  const toast = useToast();
  const queries = useQueryClient();
  const mayWrite = useMemberRight('contacts:write');
  const save = useMutation(trpc.forms.setSites.mutationOptions());
  const schema = () =>
    import('./sites-schema.ts').then(({ sitesSchema }) => sitesSchema((site) => t('sitesWrong', { site })));
  const fields = useZodForm(schema, { defaultValues: { sites: form.allowedSites.join('\n') } });
  return (
    <Section title={t('sites')}>
      <p className="mb-3 text-table text-ink-2">{t('sitesBody')}</p>
      {mayWrite ? (
        <Form
          form={fields}
          onSubmit={async ({ sites }) => {
            const saved = await save.mutateAsync({ id: form.id, sites: linesOf(sites) });
            fields.reset({ sites: saved.sites.join('\n') });
            await queries.invalidateQueries(trpc.forms.pathFilter());
            toast({ title: t('sitesSaved') });
          }}
        >
          <FormField name="sites" label={t('sitesLabel')} help={t('sitesHelp')}>
            <Textarea rows={3} spellCheck={false} placeholder="https://www.esempio.it" className="font-mono" />
          </FormField>
          <div>
            <SubmitButton>{t('sitesSave')}</SubmitButton>
          </div>
        </Form>
      ) : (
        <ul className="text-table">
          {form.allowedSites.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
