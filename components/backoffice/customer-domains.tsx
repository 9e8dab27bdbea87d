'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { CustomerFacts } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

type Domain = CustomerFacts['domains'][number];

/** The domains that the customer would send from, each vouched for by staff or not. */
export function CustomerDomains({ workspaceId, domains }: { workspaceId: string; domains: Domain[] }) {
  const t = useTranslations('backoffice.customer');
  const may = useStaffRight('staff:domains');
  return (
    <Section title={t('domains')} inset={false}>
      {domains.length === 0 && <p className="p-4 text-table text-ink-2">{t('noDomains')}</p>}
      <ul>
        {domains.map((domain) => (
          <li
            key={domain.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle
              title={domain.domain}
              sub={t.rich(domain.verifiedAt ? 'verifiedOn' : 'addedOn', {
                when: () => <DateTime at={domain.verifiedAt ?? domain.createdAt} style="day" />,
              })}
            />
            <span className="flex items-center gap-3">
              <StateBadge tone={domain.verifiedAt ? 'good' : 'wait'}>
                {t(domain.verifiedAt ? 'verified' : 'waiting')}
              </StateBadge>
              {may && <VerifyButton workspaceId={workspaceId} domain={domain} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function VerifyButton({ workspaceId, domain }: { workspaceId: string; domain: Domain }) {
  const t = useTranslations('backoffice.customer');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const verify = useMutation(trpc.backoffice.customers.verifyDomain.mutationOptions());
  const verified = domain.verifiedAt === null;
  const named = { domain: domain.domain };
  return (
    <ConfirmDialog
      tone={verified ? 'primary' : 'danger'}
      title={t(verified ? 'verifyTitle' : 'unverifyTitle', named)}
      confirmLabel={t(verified ? 'verify' : 'unverify')}
      trigger={
        verified ? (
          <Button size="s" icon={<ShieldCheck />}>
            {t('verify')}
          </Button>
        ) : (
          <Button size="s" variant="ghost">
            {t('unverify')}
          </Button>
        )
      }
      onConfirm={async () => {
        await verify.mutateAsync({ workspaceId, domainId: domain.id, verified });
        await client.invalidateQueries(trpc.backoffice.customers.pathFilter());
        toast({ title: t(verified ? 'verifiedToast' : 'unverifiedToast', named), tone: 'good' });
      }}
    >
      {t(verified ? 'verifyBody' : 'unverifyBody', named)}
    </ConfirmDialog>
  );
}
