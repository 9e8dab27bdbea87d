'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { TrpcProvider } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/section.tsx';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';
import { AskForm } from './ask-form.tsx';
import { PlanOffer } from './plan-facts.tsx';

type Props = {
  /** Those that can be asked for. */
  plans: z.infer<typeof planSchema>[];
  /** A plan's code; null: undecided. */
  chosen: string | null;
  provider: string;
  support: string;
  trialDays: number;
  /** Working days; 0: nothing is promised. */
  answerDays: number;
  keptDays: number;
};

/** Asking for a plan, and what is said then. */
export function AskPage({ plans, chosen, support, answerDays, ...form }: Props) {
  const t = useTranslations('marketing.ask');
  const [plan, setPlan] = useState(chosen);
  const [sentFrom, setSentFrom] = useState<string>();
  const offered = plans.find(({ code }) => code === plan);
  if (sentFrom !== undefined) {
    return <Sent email={sentFrom} answerDays={answerDays} onAgain={() => setSentFrom(undefined)} />;
  }
  return (
    <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid grid-cols-1 content-start gap-6">
        <header className="grid gap-2">
          <h1 className="text-page">{t('title')}</h1>
          <p className="max-w-[64ch] text-pretty text-ink-2">{t('lead')}</p>
          <p className="prose-links text-ink-2">
            {t.rich('write', { address: support, link: (words) => <a href={`mailto:${support}`}>{words}</a> })}
          </p>
        </header>
        <TrpcProvider surface="portal">
          <AskForm plans={plans} plan={plan} onPlan={setPlan} onSent={setSentFrom} {...form} />
        </TrpcProvider>
      </div>
      {offered && (
        <aside className="max-lg:hidden">
          <Card className="sticky top-6 grid gap-4 p-5">
            <PlanOffer plan={offered} />
          </Card>
        </aside>
      )}
    </div>
  );
}

function Sent({ email, answerDays, onAgain }: { email: string; answerDays: number; onAgain: () => void }) {
  const t = useTranslations('marketing.ask');
  const heading = useRef<HTMLHeadingElement>(null);
  // It takes the place of a form that is longer than the screen: begin at its top, and be read out.
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, []);
  return (
    <div className="grid gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-page focus:outline-none">
        {t('sentTitle')}
      </h1>
      <p className="max-w-[64ch] text-pretty text-ink-2 [overflow-wrap:anywhere]">
        {t('sentBody', { days: answerDays, email })} {t('sentCheck')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href="/pricing">{t('back')}</Link>
        </Button>
        <Button onClick={onAgain}>{t('again')}</Button>
      </div>
    </div>
  );
}
