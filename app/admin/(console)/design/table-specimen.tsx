'use client';
import { Calendar, Tag, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterMenu, FilterSearch } from '#components/ui/filter-chips.tsx';
import { Num, Percent } from '#components/ui/number.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { CellTitle, type Column, DataTable, type Sort } from '#components/ui/table.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { sampleNow } from './sample-time.ts';

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

const rows: Row[] = [
  {
    id: '1',
    name: 'Programma di primavera',
    to: 'Soci e amici, meno Stampa',
    tone: 'accent',
    state: 'In invio',
    recipients: 89072,
    done: 41200,
    clicks: null,
    at: sampleNow(-1),
  },
  {
    id: '2',
    name: 'Assemblea dei soci 2027',
    to: 'Soci',
    tone: 'neutral',
    state: 'Programmata',
    recipients: 4318,
    done: 0,
    clicks: null,
    at: sampleNow(120),
  },
  {
    id: '3',
    name: 'Raccolta fondi: il ponte vecchio',
    to: 'Donatori · in revisione da un moderatore',
    tone: 'wait',
    state: 'In revisione',
    recipients: 12904,
    done: 0,
    clicks: null,
    at: sampleNow(48),
  },
  {
    id: '4',
    name: 'Visite guidate di novembre',
    to: 'Amici · prova A/B sull’oggetto, vince B',
    tone: 'good',
    state: 'Chiusa',
    recipients: 61440,
    done: 61440,
    clicks: 0.061,
    at: sampleNow(-290),
  },
  {
    id: '5',
    name: 'Sondaggio orari',
    to: 'Soci',
    tone: 'bad',
    state: 'Sospesa',
    recipients: 4290,
    done: 930,
    clicks: 0.012,
    at: sampleNow(-1200),
  },
];

const columns: Column<Row>[] = [
  {
    id: 'name',
    header: 'Nome',
    sortable: true,
    phone: 'title',
    cell: (row) => <CellTitle title={row.name} sub={row.to} />,
  },
  { id: 'state', header: 'Stato', phone: 'badge', cell: (row) => <StateBadge tone={row.tone}>{row.state}</StateBadge> },
  {
    id: 'recipients',
    header: 'Destinatari',
    align: 'end',
    sortable: true,
    cell: (row) => <Num value={row.recipients} />,
  },
  {
    id: 'outcome',
    header: 'Esito',
    width: '112px',
    from: 'md',
    cell: (row) => (
      <ProgressBar
        label={row.name}
        total={row.recipients}
        segments={[{ value: row.done, tone: row.done === row.recipients ? 'good' : 'accent', label: 'accettati' }]}
      />
    ),
  },
  { id: 'clicks', header: 'Clic', align: 'end', from: 'lg', cell: (row) => <Percent value={row.clicks} /> },
  { id: 'at', header: 'Quando', align: 'end', sortable: true, phone: 'when', cell: (row) => <DateTime at={row.at} /> },
];

export function TableSpecimen({ theme }: { theme: string }) {
  const [sort, setSort] = useState<Sort>({ by: 'at', direction: 'desc' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [filled, setFilled] = useState<'rows' | 'loading' | 'empty'>('rows');
  const sorted = useMemo(() => {
    const key = (row: Row) =>
      sort.by === 'name' ? row.name : sort.by === 'recipients' ? row.recipients : row.at.getTime();
    const ordered = rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    return sort.direction === 'asc' ? ordered : ordered.reverse();
  }, [sort]);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={() => setFilled('rows')}>
          Con righe
        </Button>
        <Button size="s" onClick={() => setFilled('loading')}>
          In caricamento
        </Button>
        <Button size="s" onClick={() => setFilled('empty')}>
          Vuota
        </Button>
      </div>
      <DataTable
        id="design"
        label={`Campagne (${theme})`}
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
              Elimina {count} campagne
            </Button>
          ),
        }}
        toolbar={
          <FilterBar>
            <FilterChips
              param="stato"
              label={`Stato (${theme})`}
              allLabel="Tutte"
              options={[
                { value: 'bozze', label: 'Bozze', count: 6 },
                { value: 'finite', label: 'Finite', count: 28 },
              ]}
            />
            <FilterMenu
              param="argomento"
              label="Argomento"
              icon={<Tag />}
              options={[{ value: 'n', label: 'Newsletter' }]}
            />
            <FilterMenu
              param="periodo"
              label="Periodo"
              icon={<Calendar />}
              options={[{ value: '90', label: 'Ultimi 90 giorni' }]}
            />
            <FilterSearch placeholder="Cerca una campagna" />
          </FilterBar>
        }
        empty={
          <EmptyState
            icon={<Users />}
            title="Ancora nessun contatto"
            headingLevel={3}
            action={
              <>
                <Button variant="primary">Importa da un file</Button>
                <Button>Aggiungine uno</Button>
              </>
            }
          >
            Importa un file CSV: prima di cambiare qualcosa ti mostriamo che cosa succederà.
          </EmptyState>
        }
        footer={
          <Pager
            label={`Pagine (${theme})`}
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
