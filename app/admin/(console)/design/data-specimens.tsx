'use client';
import Link from 'next/link';
import { StateBadge } from '#components/ui/badge.tsx';
import { AreaChart, Legend, type Series } from '#components/ui/charts/area-chart.tsx';
import { BarList } from '#components/ui/charts/bar-list.tsx';
import { Code, CodeBlock } from '#components/ui/code.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { Card, Columns, Section } from '#components/ui/section.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { sampleNow } from './sample-time.ts';
import { type Say, useSay } from './specimen-words.ts';

const seriesIn = (say: Say): Series[] => [
  { key: 'unknown', label: say('Non conoscibili'), tone: 'soft' },
  { key: 'reads', label: say('Letture probabili'), tone: 'accent' },
  { key: 'clicks', label: say('Clic'), tone: 'ink' },
];
const hours = [10, 40, 96, 140, 132, 110, 92, 70, 55, 44, 38, 30, 28, 26, 22, 34, 42, 38, 28, 24, 20, 16, 14, 9].map(
  (reads, hour) => ({
    at: `${String((10 + hour) % 24).padStart(2, '0')}:00`,
    reads,
    unknown: Math.round(reads * 1.15),
    clicks: Math.round(reads * 0.2),
  }),
);

export function DataSpecimens({ theme }: { theme: string }) {
  const { percent, range, whole } = useNumbers();
  const say = useSay();
  const series = seriesIn(say);
  return (
    <Columns
      main={
        <>
          <FigureRow>
            <Figure
              label={say('Accettati')}
              value={percent(0.979)}
              comparison={`${whole(60151)} ${say('di')} ${whole(61440)}`}
              how={
                <>
                  {say('Accettati dal server diviso destinatari.')}{' '}
                  <Link href="/admin/design">{say('Vedi le righe')}</Link>
                </>
              }
            />
            <Figure
              label={say('Letture')}
              value={range(0.38, 0.44)}
              comparison={`${say('su')} ${whole(43008)} ${say('tracciabili')}`}
              how={say('L’intervallo va dalle letture certe a quelle possibili.')}
            />
            <Figure label={say('Clic')} value={percent(0.061)} comparison={say('2.624 persone')} href="/admin/design" />
            <Figure
              label={say('Velocità')}
              value={whole(3100)}
              unit={say('al secondo')}
              comparison={say('ultimi 5 minuti')}
            />
            <Figure label={say('Disiscritti')} value={percent(0.001)} comparison={say('61 · 3 segnalazioni')} />
          </FigureRow>
          <Section
            title={say('I conti tornano')}
            meta={<StateBadge tone="good">{say('verificato 2 minuti fa')}</StateBadge>}
            action={
              <Link className="link" href="/admin/design">
                {say('Come si calcola')}
              </Link>
            }
          >
            <ProgressBar
              label={say('Esiti')}
              total={61440}
              size="m"
              segments={[
                { value: 60151, tone: 'good', label: say('accettati') },
                { value: 676, tone: 'wait', label: say('mancati recapiti') },
                { value: 610, tone: 'bad', label: say('scaduti ed esclusi') },
                { value: 3, tone: 'accent', label: say('incerti') },
              ]}
            />
            <p className="prose-links mt-2 text-caption text-ink-3">
              {say('Incerti: il processo si è fermato durante la consegna;')}{' '}
              <Link href="/admin/design">{say('vedi i 3 indirizzi')}</Link>.
            </p>
          </Section>
          <Section title={say('Attività nelle prime 24 ore')} action={<Legend series={series} />}>
            <AreaChart label={`${say('Letture e clic per ora')} (${theme})`} data={hours} x="at" series={series} />
          </Section>
          <Section title="Link" action={<span className="text-ink-3">{say('persone · clic')}</span>} inset={false}>
            <BarList
              label={say('Clic per link')}
              mono
              items={[
                {
                  id: '1',
                  label: 'lungofiume.example/visite/prenota',
                  value: 1871,
                  second: 2340,
                  href: '/admin/design',
                },
                { id: '2', label: 'lungofiume.example/mappa', value: 512, second: 633 },
                { id: '3', label: 'lungofiume.example/sostieni', value: 166, second: 171 },
              ]}
            />
          </Section>
          <Section title={say('Scartati')} inset={false}>
            <PlainTable
              label={`${say('Righe scartate')} (${theme})`}
              head={[{ label: say('Riga'), align: 'end' }, { label: say('Valore') }, { label: say('Perché') }]}
              rows={[
                ['118', <Code key="a">segreteria@@example.it</Code>, say('due chiocciole')],
                ['902', <Code key="b">info@</Code>, say('manca il dominio')],
              ]}
            />
          </Section>
        </>
      }
      aside={
        <>
          <Card className="p-4">
            <Facts
              items={[
                { label: say('Oggetto'), value: say('Nove porte che non hai mai aperto') },
                { label: say('Mittente'), value: 'Lungofiume <ciao@lungofiume.example>' },
                {
                  label: say('Pubblico'),
                  value: (
                    <>
                      {say('Amici, meno Stampa')} · <Link href="/admin/design">{say('perché 239 esclusi')}</Link>
                    </>
                  ),
                },
                { label: say('Firma'), value: say('DKIM allineata · DMARC conforme') },
              ]}
            />
          </Card>
          <Section title={say('Cronologia')}>
            <Timeline
              items={[
                { id: '1', title: say('Chiusa: nessun rimbalzo da 7 giorni'), at: sampleNow(-40), by: 'Automation' },
                { id: '2', title: say('Finita: 61.440 su 61.440 hanno un esito'), at: sampleNow(-208) },
                {
                  id: '3',
                  title: say('Rallentata: Libero risponde 421'),
                  at: sampleNow(-212),
                  detail: say('ripresa alle 10:31'),
                  tone: 'wait',
                },
                { id: '4', title: say('Approvata dalla titolare'), at: sampleNow(-230) },
              ]}
            />
          </Section>
          <CodeBlock label={`${say('Intestazioni')} (${theme})`}>
            {'List-Unsubscribe: <https://…>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click'}
          </CodeBlock>
        </>
      }
    />
  );
}
