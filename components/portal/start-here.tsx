'use client';

import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Check, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Section } from '#components/ui/section.tsx';
import { type FirstStep, firstSteps } from './first-steps.ts';

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
  const campaigns = useQuery(trpc.campaigns.counts.queryOptions());
  if (!domains.data || !contacts.data || !campaigns.data) return null;
  const counts = { contacts: contacts.data.contacts, campaign: campaigns.data.all };
  const steps = firstSteps({
    domains: domains.data.length,
    verified: domains.data.filter((domain) => domain.verifiedAt !== null).length,
    contacts: counts.contacts,
    campaigns: counts.campaign,
  });
  if (steps.every((step) => step.state === 'done')) return null;
  const href = { domain: '/settings/domains', contacts: '/contacts', campaign: '/campaigns' };
  const label = ({ id, state }: FirstStep) => {
    if (state !== 'done') return t(`steps.${id}`);
    return id === 'domain' ? t('steps.domainDone') : t(`steps.${id}Done`, { count: counts[id] });
  };
  return (
    <Section title={t('start')}>
      <ol className="grid gap-5 md:grid-cols-3">
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
              <Link href={home + href[step.id]} className="font-medium hover:text-accent">
                {label(step)}
              </Link>
              <p className="text-pretty text-caption text-ink-3">
                {step.state === 'waiting' ? t('steps.domainWaiting') : t(`steps.${step.id}Body`)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
