'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MailQuestion } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';

/** Begins a draft that asks recipients for their consent to being tracked, and opens it. */
export function ConsentMessageButton({ base, size = 'm' }: { base: string; size?: 's' | 'm' }) {
  const t = useTranslations('reports.consentMessage');
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const mayWrite = useMemberRight('campaigns:write');
  const create = useMutation(trpc.campaigns.create.mutationOptions());
  if (!mayWrite) return null;
  async function begin() {
    try {
      const input = { name: t('name'), theme: 'consent', language: locale === 'en' ? 'en' : 'it' } as const;
      const { id } = await create.mutateAsync(input);
      void client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      router.push(`${base}/campaigns/${id}/edit`);
    } catch (error) {
      toast({ title: sentence(error), tone: 'bad' });
    }
  }
  return (
    <Button size={size} icon={<MailQuestion />} busy={create.isPending || create.isSuccess} onClick={begin}>
      {t('action')}
    </Button>
  );
}
