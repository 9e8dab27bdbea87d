'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { themeNames } from '#server/modules/campaigns/schemas.ts';
import { ThemeChoice } from './theme-choice.tsx';

const schema = z.object({ name: z.string().trim().min(1, 'required').max(200), theme: z.enum(themeNames) });

type Props = { open: boolean; onOpenChange: (open: boolean) => void; base: string };

/** A name and a theme; the rest is written in the editor. */
export function NewCampaignDialog({ open, onOpenChange, base }: Props) {
  const t = useTranslations('campaigns.create');
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const create = useMutation(trpc.campaigns.create.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name: '', theme: 'newsletter' } });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')}>
      <Form
        form={form}
        className="grid gap-4"
        onSubmit={async ({ name, theme }) => {
          const { id } = await create.mutateAsync({ name, theme, language: locale === 'en' ? 'en' : 'it' });
          void client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
          router.push(`${base}/${id}/edit`);
        }}
      >
        <FormField name="name" label={t('name')} help={t('nameHelp')}>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="theme" label={t('theme')}>
          {(field) => <ThemeChoice value={String(field.value)} onChange={field.onChange} />}
        </FormField>
        <div className="flex justify-end">
          <SubmitButton>{t('submit')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
