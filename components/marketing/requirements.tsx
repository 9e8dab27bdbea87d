import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import { DeviceCheck } from './device-check.tsx';

/** What a customer needs, and a check of this very device, before buying (H31). */
export function Requirements({ mbit }: { mbit: number }) {
  const t = useTranslations('marketing.requirements');
  return (
    <Section title={t('title')}>
      <ul className="grid list-disc gap-1 pl-4 text-table text-ink-2">
        <li>{t('browser')}</li>
        <li>{t('screen')}</li>
        <li>{t('line', { mbit })}</li>
      </ul>
      <div className="mt-3">
        <DeviceCheck mbit={mbit} />
      </div>
    </Section>
  );
}
