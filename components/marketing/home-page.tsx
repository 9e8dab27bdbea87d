import { ChartLine, Download, LayoutTemplate, Send, ShieldCheck, SquarePen, UserRoundCheck, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { HomeFaq } from './home-faq.tsx';
import { HomePictures } from './home-pictures.tsx';
import { HomeServices } from './home-services.tsx';
import { Requirements } from './requirements.tsx';

const points = [
  ['contacts', Users],
  ['forms', SquarePen],
  ['compose', LayoutTemplate],
  ['send', Send],
  ['reports', ChartLine],
  ['people', UserRoundCheck],
  ['privacy', ShieldCheck],
  ['yours', Download],
] as const;

type Props = {
  brand: string;
  support: string;
  mbit: number;
  trialDays: number;
  purgeDays: number;
  /** The services that can be used today. */
  available: readonly string[];
};

/** The first page: what the service does today, how it looks, and where to go on. */
export function HomePage({ brand, support, mbit, trialDays, purgeDays, available }: Props) {
  const t = useTranslations('marketing.home');
  const ways = (
    <div className="flex flex-wrap gap-2">
      <Button asChild variant="primary">
        <Link href="/pricing">{t('plans')}</Link>
      </Button>
      <Button asChild>
        <Link href="/login">{t('signIn')}</Link>
      </Button>
    </div>
  );
  return (
    <div className="grid grid-cols-1 gap-16">
      <section className="grid gap-5">
        <h1 className="max-w-[24ch] text-balance text-[28px]/9 font-semibold tracking-tight sm:text-[40px]/12">
          {t('title')}
        </h1>
        <p className="max-w-[60ch] text-pretty text-[16px]/6 text-ink-2">{t('lead', { provider: brand })}</p>
        {ways}
      </section>
      <HomePictures />
      <section aria-label={t('whatTitle')} className="grid gap-x-8 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">
        {points.map(([name, Icon]) => (
          <div key={name} className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
            <Icon aria-hidden className="mt-0.5 text-accent" />
            <h2 className="text-section">{t(`${name}.title`)}</h2>
            <p className="col-start-2 text-pretty text-ink-2">{t(`${name}.text`)}</p>
          </div>
        ))}
      </section>
      <HomeServices available={available} />
      <HomeFaq support={support} trialDays={trialDays} purgeDays={purgeDays} />
      <Requirements mbit={mbit} />
      <section className="grid gap-4">
        <h2 className="text-page">{t('endTitle')}</h2>
        {ways}
      </section>
    </div>
  );
}
