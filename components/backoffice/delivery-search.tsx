'use client';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { Input } from '#components/ui/input.tsx';
import { Card } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { type DeliveryState, deliveryStates } from '#server/modules/deliveries/values.ts';

import { CustomerPicker } from './customer-picker.tsx';

export type DeliveryQuery = {
  address?: string;
  messageId?: string;
  workspaceId?: string;
  state?: DeliveryState;
  domain?: string;
  from?: Date;
  until?: Date;
};

const ANY = 'any';
const DAY_MS = 86_400_000;
/** A day as picked, in this browser's zone; the second bound is the end of its day. */
const dayOf = (text: string, plusDays = 0) => new Date(new Date(`${text}T00:00`).getTime() + plusDays * DAY_MS);

/** What is looked for. Asked for by its button alone: each look is recorded. */
export function DeliverySearchForm({ busy, onSearch }: { busy: boolean; onSearch: (query: DeliveryQuery) => void }) {
  const t = useTranslations('backoffice.deliveries');
  const states = useTranslations('backoffice.deliveries.states');
  const [given] = useUrlParam('customer');
  const [what, setWhat] = useState('');
  const [customer, setCustomer] = useState<string>();
  const [state, setState] = useState<string>(ANY);
  const [domain, setDomain] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const chosen = customer ?? given;

  function query(): DeliveryQuery {
    const text = what.trim();
    const isMessage = text.startsWith('<') || /^[\w-]{22}\.[\w-]{22}@/.test(text);
    return {
      ...(text === '' ? {} : isMessage ? { messageId: text } : { address: text }),
      ...(chosen ? { workspaceId: chosen } : {}),
      ...(state === ANY ? {} : { state: state as DeliveryState }),
      ...(domain.trim() ? { domain: domain.trim().replace(/^@/, '') } : {}),
      ...(from ? { from: dayOf(from) } : {}),
      ...(until ? { until: dayOf(until, 1) } : {}),
    };
  }
  return (
    <Card className="p-4">
      <form
        className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(query());
        }}
      >
        <Field label={t('what')} help={t('whatHelp')} className="lg:col-span-2">
          <Input value={what} autoComplete="off" spellCheck={false} onChange={(event) => setWhat(event.target.value)} />
        </Field>
        <Field label={t('customer')} optional>
          <CustomerPicker value={chosen} onChange={setCustomer} none={t('anyCustomer')} />
        </Field>
        <Field label={t('state')}>
          <Select
            value={state}
            onValueChange={setState}
            options={[
              { value: ANY, label: t('anyState') },
              ...deliveryStates.map((value) => ({ value, label: states(value) })),
            ]}
          />
        </Field>
        <Field label={t('domain')} help={t('domainHelp')} optional>
          <Input
            value={domain}
            autoComplete="off"
            spellCheck={false}
            placeholder="gmail.com"
            onChange={(event) => setDomain(event.target.value)}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('from')} optional>
            <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field label={t('until')} optional>
            <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        </div>
        <div className="sm:col-span-2 lg:col-span-3">
          <Button type="submit" variant="primary" icon={<Search />} busy={busy}>
            {t('search')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
