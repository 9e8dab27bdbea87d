import Image from 'next/image';
import { useTranslations } from 'next-intl';
import campaigns from '../../docs/screens/campaigns.png';
import contacts from '../../docs/screens/contacts.png';
import editor from '../../docs/screens/editor.png';
import report from '../../docs/screens/report.png';

const pictures = [
  ['report', report],
  ['editor', editor],
  ['contacts', contacts],
  ['campaigns', campaigns],
] as const;

/** The product itself, from the demo: the first picture wide, the others beside what they show. */
export function HomePictures() {
  const t = useTranslations('marketing.home');
  return (
    <section aria-label={t('lookTitle')} className="grid gap-10">
      <ul className="grid gap-10 sm:grid-cols-3 sm:gap-x-6">
        {pictures.map(([name, picture], at) => (
          <li key={name} className={at === 0 ? 'grid gap-4 sm:col-span-3' : 'grid content-start gap-3'}>
            <Image
              src={picture}
              alt={t(`shots.${name}.alt`)}
              sizes={at === 0 ? '(min-width: 1112px) 1080px, 94vw' : '(min-width: 720px) 344px, 94vw'}
              preload={at === 0}
              className="h-auto w-full rounded-out border border-line shadow-pop"
            />
            <div className="grid gap-1">
              <h2 className="text-section">{t(`shots.${name}.title`)}</h2>
              <p className="max-w-[60ch] text-pretty text-ink-2">{t(`shots.${name}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="text-caption text-ink-3">{t('demoNote')}</p>
    </section>
  );
}
