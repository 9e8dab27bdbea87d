'use client';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { useSay } from './specimen-words.ts';

const parts = {
  controls: [dynamic(() => import('./control-specimens.tsx').then((module) => module.ControlSpecimens))],
  data: [
    dynamic(() => import('./table-specimen.tsx').then((module) => module.TableSpecimen)),
    dynamic(() => import('./data-specimens.tsx').then((module) => module.DataSpecimens)),
  ],
  feedback: [
    dynamic(() => import('./feedback-specimens.tsx').then((module) => module.FeedbackSpecimens)),
    dynamic(() => import('./frame-specimens.tsx').then((module) => module.FrameSpecimens)),
  ],
};
const partNames = ['controls', 'data', 'feedback'] as const;

/** Every primitive in every state, light beside dark, in the reader's language: where a page's author looks before making anything new. */
export function DesignPage() {
  const t = useTranslations('backoffice.nav');
  const say = useSay();
  const asked = useSearchParams().get('part');
  const part = partNames.find((name) => name === asked) ?? 'controls';
  const labels = { controls: say('Controlli'), data: say('Tabelle e dati'), feedback: say('Avvisi e cornici') };
  const hrefOf = (name: (typeof partNames)[number]) =>
    name === 'controls' ? '/admin/design' : `/admin/design?part=${name}`;
  return (
    <>
      <PageHeader
        title={t('design')}
        tabs={
          <Tabs
            label={say('Parti del catalogo')}
            current={hrefOf(part)}
            items={partNames.map((name) => ({ href: hrefOf(name), label: labels[name] }))}
          />
        }
        badge={<StateBadge tone="neutral">{say('Catalogo')}</StateBadge>}
        actions={<Button variant="primary">{say('Azione principale')}</Button>}
      />
      <PageBody width="full">
        <Notice tone="neutral">
          {say('I nomi e le cifre di questa pagina sono campioni: mostrano come appaiono i componenti.')}
        </Notice>
        <div className="grid grid-cols-1 gap-4 min-[1500px]:grid-cols-2">
          {(['light', 'dark'] as const).map((theme) => (
            <div
              key={theme}
              data-theme={theme}
              className="grid min-w-0 grid-cols-1 content-start gap-4 rounded-out border border-line bg-ground p-3 text-ink sm:p-5"
            >
              <h2 className="text-page">{say(theme === 'light' ? 'Chiaro' : 'Scuro')}</h2>
              {parts[part].map((Specimens, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a part's specimens never change their places
                <Specimens key={`${part}-${index}`} theme={theme} />
              ))}
            </div>
          ))}
        </div>
      </PageBody>
    </>
  );
}
