'use client';
import { Calendar, Tag, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { Num, Percent } from '#components/ui/number.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { type Column, DataTable, type Sort } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { sampleNow } from './sample-time.ts';
import { type Say, useSay } from './specimen-words.ts';

type Row = {
  id: string;
  name: string;
  to: string;
  tone: Tone;
  state: string;
  recipients: number;
  done: number;
  clicks: number | null;
  at: Date;
};

const rowsIn = (say: Say): Row[] => [
  {
    id: '1',
    name: say('Programma di primavera'),
    to: say('Soci e amici, meno Stampa'),
    tone: 'accent',
    state: say('In invio'),
    recipients: 89072,
    done: 41200,
    clicks: null,
    at: sampleNow(-1),
  },
  {
    id: '2',
    name: say('Assemblea dei soci 2027'),
    to: say('Soci'),
    tone: 'neutral',
    state: say('Programmata'),
    recipients: 4318,
    done: 0,
    clicks: null,
    at: sampleNow(120),
  },
  {
    id: '3',
    name: say('Raccolta fondi: il ponte vecchio'),
    to: say('Donatori · in revisione da un moderatore'),
    tone: 'wait',
    state: say('In revisione'),
    recipients: 12904,
    done: 0,
    clicks: null,
    at: sampleNow(48),
  },
  {
    id: '4',
    name: say('Visite guidate di novembre'),
    to: say('Amici · prova A/B sull’oggetto, vince B'),
    tone: 'good',
    state: say('Chiusa'),
    recipients: 61440,
    done: 61440,
    clicks: 0.061,
    at: sampleNow(-290),
  },
  {
    id: '5',
    name: say('Sondaggio orari'),
    to: say('Soci'),
    tone: 'bad',
    state: say('Sospesa'),
    recipients: 4290,
    done: 930,
    clicks: 0.012,
    at: sampleNow(-1200),
  },
];

const columnsIn = (say: Say): Column<Row>[] => [
  {
    id: 'name',
    header: say('Nome'),
    sortable: true,
    phone: 'title',
    cell: (row) => <CellTitle title={row.name} sub={row.to} />,
  },
  {
    id: 'state',
    header: say('Stato'),
    phone: 'badge',
    cell: (row) => <StateBadge tone={row.tone}>{row.state}</StateBadge>,
  },
  {
    id: 'recipients',
    header: say('Destinatari'),
    align: 'end',
    sortable: true,
    cell: (row) => <Num value={row.recipients} />,
  },
  {
    id: 'outcome',
    header: say('Esito'),
    width: '112px',
    from: 'md',
    cell: (row) => (
      <ProgressBar
        label={row.name}
        total={row.recipients}
        segments={[{ value: row.done, tone: row.done === row.recipients ? 'good' : 'accent', label: say('accettati') }]}
      />
    ),
  },
  { id: 'clicks', header: say('Clic'), align: 'end', from: 'lg', cell: (row) => <Percent value={row.clicks} /> },
  {
    id: 'at',
    header: say('Quando'),
    align: 'end',
    sortable: true,
    phone: 'when',
    cell: (row) => <DateTime at={row.at} />,
  },
];

export function TableSpecimen({ theme }: { theme: string }) {
  const say = useSay();
  const columns = columnsIn(say);
  const [sort, setSort] = useState<Sort>({ by: 'at', direction: 'desc' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [filled, setFilled] = useState<'rows' | 'loading' | 'empty'>('rows');
  const sorted = useMemo(() => {
    const key = (row: Row) =>
      sort.by === 'name' ? row.name : sort.by === 'recipients' ? row.recipients : row.at.getTime();
    const ordered = rowsIn(say).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    return sort.direction === 'asc' ? ordered : ordered.reverse();
  }, [sort, say]);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={() => setFilled('rows')}>
          {say('Con righe')}
        </Button>
        <Button size="s" onClick={() => setFilled('loading')}>
          {say('In caricamento')}
        </Button>
        <Button size="s" onClick={() => setFilled('empty')}>
          {say('Vuota')}
        </Button>
      </div>
      <DataTable
        id="design"
        label={`${say('Campagne')} (${theme})`}
        columns={columns}
        rows={filled === 'rows' ? sorted : []}
        rowKey={(row) => row.id}
        rowHref={() => '/admin/design'}
        loading={filled === 'loading'}
        sort={sort}
        onSort={setSort}
        selection={{
          selected,
          onChange: setSelected,
          actions: (count, clear) => (
            <Button size="s" variant="danger" onClick={clear}>
              {say('Elimina')} {count}
            </Button>
          ),
        }}
        toolbar={
          <FilterBar>
            <FilterChips
              param="stato"
              label={`${say('Stato')} (${theme})`}
              allLabel={say('Tutte')}
              options={[
                { value: 'bozze', label: say('Bozze'), count: 6 },
                { value: 'finite', label: say('Finite'), count: 28 },
              ]}
            />
            <FilterMenu
              param="argomento"
              label={say('Argomento')}
              icon={<Tag />}
              options={[{ value: 'n', label: 'Newsletter' }]}
            />
            <FilterMenu
              param="periodo"
              label={say('Periodo')}
              icon={<Calendar />}
              options={[{ value: '90', label: say('Ultimi 90 giorni') }]}
            />
            <FilterSearch placeholder={say('Cerca una campagna')} />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<Users />}
            title={say('Ancora nessun contatto')}
            headingLevel={3}
            action={
              <>
                <Button variant="primary">{say('Importa da un file')}</Button>
                <Button>{say('Aggiungine uno')}</Button>
              </>
            }
          >
            {say('Importa un file CSV: prima di cambiare qualcosa ti mostriamo che cosa succederà.')}
          </EmptyState>
        }
        footer={
          <Pager
            label={`${say('Pagine')} (${theme})`}
            shown={5}
            total={37}
            previous={{ onSelect: () => undefined }}
            next={{ href: '?cursor=x' }}
          />
        }
      />
    </div>
  );
}
