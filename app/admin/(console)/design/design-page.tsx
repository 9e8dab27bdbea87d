'use client';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ControlSpecimens } from './control-specimens.tsx';
import { DataSpecimens } from './data-specimens.tsx';
import { FeedbackSpecimens } from './feedback-specimens.tsx';
import { FrameSpecimens } from './frame-specimens.tsx';
import { useSay } from './specimen-words.ts';
import { TableSpecimen } from './table-specimen.tsx';

/** Every primitive in every state, light beside dark, in the reader's language: where a page's author looks before making anything new. */
export function DesignPage() {
  const t = useTranslations('backoffice.nav');
  const say = useSay();
  return (
    <>
      <PageHeader
        title={t('design')}
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
              <ControlSpecimens theme={theme} />
              <TableSpecimen theme={theme} />
              <DataSpecimens theme={theme} />
              <FeedbackSpecimens theme={theme} />
              <FrameSpecimens theme={theme} />
            </div>
          ))}
        </div>
      </PageBody>
    </>
  );
}
