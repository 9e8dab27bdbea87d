'use client';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { legalKinds } from '#server/modules/billing/values.ts';

/** What was accepted for the workspace, each with its exact text to keep (H20). */
export function Agreements() {
  const t = useTranslations('members.consents');
  const trpc = useTRPC();
  const agreements = useQuery(trpc.billing.agreements.queryOptions());
  if (agreements.isError) return <LoadFailed error={agreements.error} onRetry={() => void agreements.refetch()} />;
  const rows = agreements.data ?? [];
  const nameOf = (kind: string) => {
    const known = legalKinds.find((candidate) => candidate === kind);
    return known ? t(known) : kind;
  };
  return (
    <Section title={t('agreement')} inset={false}>
      <p className="px-4 pt-3 pb-2 text-pretty text-table text-ink-2">
        {agreements.data && rows.length === 0 ? t('none') : t('agreementBody')}
      </p>
      <ul>
        {rows.map(({ id, kind, at, name }) => (
          <li key={id} className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table">
            <CellTitle
              title={nameOf(kind)}
              sub={
                <>
                  <DateTime at={at} style="full" />
                  {name && ` · ${t('acceptedBy', { name })}`}
                </>
              }
            />
            <DownloadText id={id} name={nameOf(kind)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function DownloadText({ id, name }: { id: string; name: string }) {
  const t = useTranslations('members.consents');
  const client = useTRPCClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const [busy, setBusy] = useState(false);
  async function download(): Promise<void> {
    setBusy(true);
    try {
      const { text, at } = await client.billing.agreement.query({ id });
      const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = `${name} ${at.toISOString().slice(0, 10)}.txt`;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      toast({ title: sentence(error), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button size="s" icon={<Download />} busy={busy} onClick={() => void download()}>
      {t('download')}
    </Button>
  );
}
