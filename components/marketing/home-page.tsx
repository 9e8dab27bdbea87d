import { ChartLine, Download, LayoutTemplate, Send, ShieldCheck, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Requirements } from './requirements.tsx';

const points = [
  ['contacts', Users],
  ['compose', LayoutTemplate],
  ['send', Send],
  ['reports', ChartLine],
  ['privacy', ShieldCheck],
  ['yours', Download],
] as const;

/** The first page: what the service does today, and where to go on. */
export function HomePage({ brand, mbit }: { brand: string; mbit: number }) {
  const t = useTranslations('marketing.home');
  return (
    <div className="grid gap-12">
      <section className="grid gap-5">
        <h1 className="max-w-[24ch] text-balance text-[28px]/9 font-semibold sm:text-[36px]/11">{t('title')}</h1>
        <p className="max-w-[60ch] text-pretty text-[16px]/6 text-ink-2">{t('lead', { provider: brand })}</p>
        <div className="flex flex-wrap gap-2">
          <Button asChild variant="primary">
            <Link href="/pricing">{t('plans')}</Link>
          </Button>
          <Button asChild>
            <Link href="/login">{t('signIn')}</Link>
          </Button>
        </div>
      </section>
      <section aria-label={t('whatTitle')} className="grid gap-x-8 gap-y-7 sm:grid-cols-2">
        {points.map(([name, Icon]) => (
          <div key={name} className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
            <Icon aria-hidden className="mt-0.5 text-accent" />
            <h2 className="text-section">{t(`${name}.title`)}</h2>
            <p className="col-start-2 text-pretty text-ink-2">{t(`${name}.text`)}</p>
          </div>
        ))}
      </section>
      <Requirements mbit={mbit} />
    </div>
  );
}
