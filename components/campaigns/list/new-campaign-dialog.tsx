'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { themeNames } from '#server/modules/campaigns/values.ts';
import { ThemeChoice } from './theme-choice.tsx';

/** A theme's name, or a template's id. */
const schema = z.object({ name: z.string().trim().min(1, 'required').max(200), start: z.string() });

type Props = { open: boolean; onOpenChange: (open: boolean) => void; base: string };

/** A name, and a theme or a template of one's own; the rest is written in the editor. */
export function NewCampaignDialog({ open, onOpenChange, base }: Props) {
  const t = useTranslations('campaigns.create');
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const templates = useQuery({ ...trpc.campaigns.templates.queryOptions(), enabled: open });
  const create = useMutation(trpc.campaigns.create.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name: '', start: 'newsletter' } });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')}>
      <Form
        form={form}
        className="grid gap-4"
        onSubmit={async ({ name, start }) => {
          const theme = themeNames.find((each) => each === start);
          const { id } = await create.mutateAsync({
            ...{ name, theme: theme ?? 'empty', language: locale === 'en' ? ('en' as const) : ('it' as const) },
            ...(theme ? {} : { templateId: start }),
          });
          void client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
          router.push(`${base}/${id}/edit`);
        }}
      >
        <FormField name="name" label={t('name')} help={t('nameHelp')}>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="start" label={t('theme')}>
          {(field) => (
            <ThemeChoice value={String(field.value)} onChange={field.onChange} templates={templates.data ?? []} />
          )}
        </FormField>
        {(templates.data ?? []).length > 0 && (
          <p className="prose-links text-table text-ink-3">
            <Link href={`${base}/templates`}>{t('manage')}</Link>
          </p>
        )}
        <DialogActions>
          <SubmitButton>{t('submit')}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
