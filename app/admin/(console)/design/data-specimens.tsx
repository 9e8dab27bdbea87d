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
import { PlainTable } from '#components/ui/table.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { sampleNow } from './sample-time.ts';

const series: Series[] = [
  { key: 'unknown', label: 'Non conoscibili', tone: 'soft' },
  { key: 'reads', label: 'Letture probabili', tone: 'accent' },
  { key: 'clicks', label: 'Clic', tone: 'ink' },
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
  return (
    <Columns
      main={
        <>
          <FigureRow>
            <Figure
              label="Accettati"
              value={percent(0.979)}
              comparison={`${whole(60151)} di ${whole(61440)}`}
              how={
                <>
                  Accettati dal server diviso destinatari. <Link href="/admin/design">Vedi le righe</Link>
                </>
              }
            />
            <Figure
              label="Letture"
              value={range(0.38, 0.44)}
              comparison={`su ${whole(43008)} tracciabili`}
              how="L’intervallo va dalle letture certe a quelle possibili."
            />
            <Figure label="Clic" value={percent(0.061)} comparison="2.624 persone" href="/admin/design" />
            <Figure label="Velocità" value={whole(3100)} unit="al secondo" comparison="ultimi 5 minuti" />
            <Figure label="Disiscritti" value={percent(0.001)} comparison="61 · 3 segnalazioni" />
          </FigureRow>
          <Section
            title="I conti tornano"
            meta={<StateBadge tone="good">verificato 2 minuti fa</StateBadge>}
            action={
              <Link className="link" href="/admin/design">
                Come si calcola
              </Link>
            }
          >
            <ProgressBar
              label="Esiti"
              total={61440}
              size="m"
              segments={[
                { value: 60151, tone: 'good', label: 'accettati' },
                { value: 676, tone: 'wait', label: 'mancati recapiti' },
                { value: 610, tone: 'bad', label: 'scaduti ed esclusi' },
                { value: 3, tone: 'accent', label: 'incerti' },
              ]}
            />
            <p className="prose-links mt-2 text-caption text-ink-3">
              Incerti: il processo si è fermato durante la consegna;{' '}
              <Link href="/admin/design">vedi i 3 indirizzi</Link>.
            </p>
          </Section>
          <Section title="Attività nelle prime 24 ore" action={<Legend series={series} />}>
            <AreaChart label={`Letture e clic per ora (${theme})`} data={hours} x="at" series={series} />
          </Section>
          <Section title="Link" action={<span className="text-ink-3">persone · clic</span>} inset={false}>
            <BarList
              label="Clic per link"
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
          <Section title="Scartati" inset={false}>
            <PlainTable
              label={`Righe scartate (${theme})`}
              head={[{ label: 'Riga', align: 'end' }, { label: 'Valore' }, { label: 'Perché' }]}
              rows={[
                ['118', <Code key="a">segreteria@@example.it</Code>, 'due chiocciole'],
                ['902', <Code key="b">info@</Code>, 'manca il dominio'],
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
                { label: 'Oggetto', value: 'Nove porte che non hai mai aperto' },
                { label: 'Mittente', value: 'Lungofiume <ciao@lungofiume.example>' },
                {
                  label: 'Pubblico',
                  value: (
                    <>
                      Amici, meno Stampa · <Link href="/admin/design">perché 239 esclusi</Link>
                    </>
                  ),
                },
                { label: 'Firma', value: 'DKIM allineata · DMARC conforme' },
              ]}
            />
          </Card>
          <Section title="Cronologia">
            <Timeline
              items={[
                { id: '1', title: 'Chiusa: nessun rimbalzo da 7 giorni', at: sampleNow(-40), by: 'Automation' },
                { id: '2', title: 'Finita: 61.440 su 61.440 hanno un esito', at: sampleNow(-208) },
                {
                  id: '3',
                  title: 'Rallentata: Libero risponde 421',
                  at: sampleNow(-212),
                  detail: 'ripresa alle 10:31',
                  tone: 'wait',
                },
                { id: '4', title: 'Approvata dalla titolare', at: sampleNow(-230) },
              ]}
            />
          </Section>
          <CodeBlock label={`Intestazioni (${theme})`}>
            {'List-Unsubscribe: <https://…>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click'}
          </CodeBlock>
        </>
      }
    />
  );
}
