import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';

const questions = ['try', 'lists', 'domain', 'tracking', 'leave', 'help'] as const;

/** Questions that come before buying; opened by the browser itself, without a script. */
export function HomeFaq({ support, trialDays, purgeDays }: { support: string; trialDays: number; purgeDays: number }) {
  const t = useTranslations('marketing.home');
  return (
    <section className="grid gap-4">
      <h2 className="text-page">{t('faqTitle')}</h2>
      <div className="rounded-out border border-line bg-panel">
        {questions.map((name) => (
          <details key={name} className="group border-line border-t px-5 py-3.5 first:border-t-0">
            <summary className="flex cursor-pointer list-none items-center gap-2 font-medium [&::-webkit-details-marker]:hidden">
              <ChevronRight aria-hidden className="text-ink-3 group-open:rotate-90" />
              {t(`faq.${name}.q`)}
            </summary>
            <p className="prose-links mt-2 max-w-[64ch] text-pretty pl-6 text-ink-2">
              {t.rich(`faq.${name}.a`, {
                days: trialDays,
                purge: purgeDays,
                address: support,
                link: (words) => <a href={`mailto:${support}`}>{words}</a>,
              })}
            </p>
          </details>
        ))}
      </div>
    </section>
  );
}
