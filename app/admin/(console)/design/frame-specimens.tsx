'use client';
import { Mail } from 'lucide-react';
import { StaffStrip } from '#components/layout/staff-strip.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { Steps } from '#components/ui/steps.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { sampleNow } from './sample-time.ts';
import { useSay } from './specimen-words.ts';

export function FrameSpecimens({ theme }: { theme: string }) {
  const say = useSay();
  return (
    <>
      <Tabs
        label={`${say('Parti della campagna')} (${theme})`}
        items={[
          { href: '/admin/design', label: say('Panoramica') },
          { href: '/admin/design?tab=recipients', label: say('Destinatari'), count: 61440 },
          { href: '/admin/design?tab=links', label: 'Link' },
          { href: '/admin/design?tab=message', label: say('Messaggio') },
        ]}
      />
      <Section title={say('Passi')}>
        <Steps
          label={`${say('Importazione')} (${theme})`}
          items={[
            { id: '1', label: 'File', detail: say('12.402 righe, 1,9 MB'), state: 'done', href: '/admin/design' },
            {
              id: '2',
              label: say('Colonne'),
              detail: say('6 su 7 riconosciute'),
              state: 'problem',
              href: '/admin/design',
            },
            { id: '3', label: say('Prova'), detail: say('Niente è ancora cambiato'), state: 'current' },
            { id: '4', label: say('Importazione'), state: 'todo' },
          ]}
        />
      </Section>
      <StaffStrip
        person={`Marta Riva (${theme})`}
        workspace="Lungofiume"
        reason={say('Richiesta n. 214: il modulo non si apre')}
        until={sampleNow(2)}
      />
      <EmptyState
        icon={<Mail />}
        title={say('Nessuna campagna, per ora')}
        headingLevel={3}
        action={<Button variant="primary">{say('Nuova campagna')}</Button>}
      >
        {say('Scrivi la prima: puoi provarla su di te prima di inviarla a tutti.')}
      </EmptyState>
    </>
  );
}
