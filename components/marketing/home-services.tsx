import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';

const services = ['newsletter', 'monitor', 'hosted_mail', 'relay'] as const;

/** The four services; what can't be used yet says so. */
export function HomeServices({ available }: { available: readonly string[] }) {
  const t = useTranslations('marketing.home');
  const names = useTranslations('marketing.features');
  return (
    <section className="grid gap-5">
      <h2 className="text-page">{t('servicesTitle')}</h2>
      <ul className="grid gap-px overflow-hidden rounded-out border border-line bg-line sm:grid-cols-2">
        {services.map((name) => (
          <li key={name} className="grid content-start gap-1.5 bg-panel p-5">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="text-section">{names(name)}</h3>
              <StateBadge tone={available.includes(name) ? 'good' : 'neutral'}>
                {t(available.includes(name) ? 'available' : 'coming')}
              </StateBadge>
            </div>
            <p className="text-pretty text-ink-2">{t(`services.${name}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
