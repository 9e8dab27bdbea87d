'use client';

import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Check, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Section } from '#components/ui/section.tsx';
import { areDone, type FirstStep, firstSteps, type Has } from './first-steps.ts';
import { useMemberRight } from './member-right.tsx';

const mark: Record<FirstStep['state'], string> = {
  done: 'bg-good-wash text-good',
  waiting: 'bg-wait-wash text-wait',
  current: 'bg-accent text-accent-ink',
  todo: 'border border-line-strong text-ink-3',
};

/** The first steps of a new workspace with their true state; gone once all are done. */
export function StartHere({ home }: { home: string }) {
  const t = useTranslations('portal.today');
  const trpc = useTRPC();
  const domains = useQuery(trpc.domains.list.queryOptions());
  const contacts = useQuery(trpc.contacts.counts.queryOptions());
  const forms = useQuery(trpc.forms.list.queryOptions({ limit: 1 }));
  const campaigns = useQuery(trpc.campaigns.counts.queryOptions());
  if (!domains.data || !contacts.data || !forms.data || !campaigns.data) return null;
  const { draft, scheduled, sending, finished } = campaigns.data;
  const has: Has = {
    domains: domains.data.length,
    verified: domains.data.filter((domain) => domain.verifiedAt !== null).length,
    contacts: contacts.data.contacts,
    forms: forms.data.rows.length,
    drafts: draft + scheduled,
    sent: sending + finished,
  };
  const steps = firstSteps(has);
  if (areDone(steps)) return null;
  return (
    <Section title={t('start')}>
      <ol className="grid gap-5 md:grid-cols-2">
        {steps.map((step, index) => (
          <li key={step.id} aria-current={step.state === 'current' ? 'step' : undefined} className="flex gap-3">
            <span
              aria-hidden
              className={clsx(
                'grid size-6 shrink-0 place-items-center rounded-full text-caption font-semibold [&>svg]:size-3.5',
                mark[step.state],
              )}
            >
              {step.state === 'done' ? <Check /> : step.state === 'waiting' ? <Hourglass /> : index + 1}
            </span>
            <div className="min-w-0 pt-0.5">
              <Step {...step} home={home} has={has} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Its name, which leads to where it is done, and what it is for. */
function Step({ id, state, optional, home, has }: FirstStep & { home: string; has: Has }) {
  const t = useTranslations('portal.today');
  const mayAdd = useMemberRight('contacts:write');
  const mayWrite = useMemberRight('campaigns:write');
  const begun = id === 'campaign' && has.drafts > 0;
  const href = {
    domain: '/settings/domains',
    contacts: state === 'done' || !mayAdd ? '/contacts' : '/contacts/import',
    form: state === 'done' || !mayAdd ? '/forms' : '/forms?new=1',
    campaign: state === 'done' || begun || !mayWrite ? '/campaigns' : '/campaigns?new=1',
  };
  const label = {
    domain: state === 'done' ? t('steps.domainDone') : t('steps.domain'),
    contacts: state === 'done' ? t('steps.contactsDone', { count: has.contacts }) : t('steps.contacts'),
    form: state === 'done' ? t('steps.formDone') : t('steps.form'),
    campaign: state === 'done' ? t('steps.campaignDone') : begun ? t('steps.campaignBegun') : t('steps.campaign'),
  };
  return (
    <>
      <Link href={home + href[id]} className="font-medium hover:text-accent">
        {label[id]}
      </Link>
      {optional && state !== 'done' && <span className="text-caption text-ink-3"> · {t('steps.optional')}</span>}
      <p className="text-pretty text-caption text-ink-3">
        {state === 'waiting' ? t('steps.domainWaiting') : t(`steps.${id}Body`)}
      </p>
    </>
  );
}
