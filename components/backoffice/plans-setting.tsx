'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { featureNames } from '#server/modules/workspaces/values.ts';
import type { SettingRow } from './outputs.ts';
import { draftOf, limitNames, type PlanDraft, type PlanRefusals } from './plan-draft.ts';
import { SettingFrame } from './setting-frame.tsx';

/** The catalogue: what is sold, at which price, within which limits. Purchases made keep what they were made with. */
export function PlansSetting({ row }: { row: Extract<SettingRow, { control: 'plans' }> }) {
  const t = useTranslations('backoffice.plans');
  const locale = useLocale();
  const stored = row.value.map((plan) => draftOf(plan, locale));
  const [typed, setTyped] = useState<PlanDraft[] | null>(null);
  const drafts = typed ?? stored;
  const [refused, setRefused] = useState<Partial<Record<string, PlanRefusals>>>({});
  const dirty =
    JSON.stringify(drafts.map(({ id: _, ...draft }) => draft)) !==
    JSON.stringify(stored.map(({ id: _, ...draft }) => draft));
  const change = (id: string, over: Partial<PlanDraft>) =>
    setTyped(drafts.map((draft) => (draft.id === id ? { ...draft, ...over } : draft)));
  function add(): void {
    const empty = { code: '', name: '', features: [], start: '0', monthly: '', limits: {} };
    setTyped([...drafts, { id: crypto.randomUUID(), ...empty }]);
  }
  return (
    <SettingFrame
      row={row}
      tall
      dirty={dirty}
      read={async () => {
        const { readPlans } = await import('./read-plans.ts');
        const read = readPlans(drafts);
        setRefused('refusals' in read ? read.refusals : {});
        return 'refusals' in read ? { refusal: t('refused', { count: Object.keys(read.refusals).length }) } : read;
      }}
      onReset={() => {
        setTyped(null);
        setRefused({});
      }}
    >
      {(error) => (
        <div className="grid gap-4">
          {error && (
            <Notice tone="bad" live>
              {error}
            </Notice>
          )}
          {drafts.map((draft) => (
            <PlanFields
              key={draft.id}
              draft={draft}
              refusals={refused[draft.id] ?? {}}
              onChange={(over) => change(draft.id, over)}
              onRemove={() => setTyped(drafts.filter((candidate) => candidate.id !== draft.id))}
            />
          ))}
          <div>
            <Button size="s" icon={<Plus />} onClick={add}>
              {t('add')}
            </Button>
          </div>
        </div>
      )}
    </SettingFrame>
  );
}

type FieldsProps = {
  draft: PlanDraft;
  refusals: PlanRefusals;
  onChange: (over: Partial<PlanDraft>) => void;
  onRemove: () => void;
};

function PlanFields({ draft, refusals, onChange, onRemove }: FieldsProps) {
  const t = useTranslations('backoffice.plans');
  const features = useTranslations('marketing.features');
  const limits = useTranslations('backoffice.plans.limitNames');
  const words = useTranslations('ui.validation');
  const error = (path: string) => {
    const refusal = refusals[path];
    return refusal && words(refusal.key, { count: refusal.count ?? 0 });
  };
  return (
    <fieldset className="grid gap-3 rounded-out border border-line p-3">
      <legend className="sr-only">{draft.name || draft.code || t('unnamed')}</legend>
      <div className="grid gap-3 sm:grid-cols-[112px_1fr_auto]">
        <Field label={t('code')} error={error('code')}>
          <Input value={draft.code} onChange={(event) => onChange({ code: event.target.value })} />
        </Field>
        <Field label={t('name')} error={error('name')}>
          <Input value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
        </Field>
        <span className="sm:pt-6">
          <IconButton
            label={t('remove', { name: draft.name || draft.code || t('unnamed') })}
            icon={<Trash2 />}
            onClick={onRemove}
          />
        </span>
      </div>
      <Field label={t('features')} error={error('features')}>
        <MultiSelect
          value={draft.features}
          onValueChange={(names) => onChange({ features: featureNames.filter((name) => names.includes(name)) })}
          options={featureNames.map((name) => ({ value: name, label: features(name) }))}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('start')} error={error('startCents')}>
          <Input
            inputMode="decimal"
            value={draft.start}
            onChange={(event) => onChange({ start: event.target.value })}
          />
        </Field>
        <Field label={t('monthly')} error={error('monthlyCents')}>
          <Input
            inputMode="decimal"
            value={draft.monthly}
            onChange={(event) => onChange({ monthly: event.target.value })}
          />
        </Field>
        {limitNames.map((name) => (
          <Field key={name} label={limits(name)} help={t('limitHelp')} error={error(`limits.${name}`)}>
            <Input
              inputMode="numeric"
              value={draft.limits[name] ?? ''}
              onChange={(event) => onChange({ limits: { ...draft.limits, [name]: event.target.value } })}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
