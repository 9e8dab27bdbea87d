'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Select } from '#components/ui/select.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import type { AttributeCondition, ContactSelection } from '#server/modules/contacts/schemas.ts';
import {
  type AttributeOperator,
  evidenceSources,
  groupMatches,
  needsValue,
  operatorsOf,
  sendingStatuses,
  trackingLevels,
} from '#server/modules/contacts/values.ts';
import { useGroupOptions } from '../group-options.ts';
import type { AttributeRow } from '../groups/attribute-types.ts';
import { ActivityFilter } from './activity-filter.tsx';
import { languageName } from './use-selection-words.ts';

const ANY = '-';
const subscriptions = ['subscribed', 'pending', 'unsubscribed', 'never'] as const;
const languages = ['it', 'en', 'fr', 'de', 'es', 'pt', 'ro', 'none'];
type Draft = ContactSelection;
type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  selection: ContactSelection;
  onApply: (selection: ContactSelection) => void;
};

/** Everything that contacts can be filtered by, with how many it leaves before it is applied. */
export function FiltersSheet({ open, onOpenChange, selection, onApply }: Props) {
  const t = useTranslations('contacts.filters');
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('title')}>
      {open && (
        <FiltersForm
          selection={selection}
          onApply={(next) => {
            onApply(next);
            onOpenChange(false);
          }}
        />
      )}
    </Sheet>
  );
}

function FiltersForm({ selection, onApply }: Pick<Props, 'selection' | 'onApply'>) {
  const t = useTranslations('contacts.filters');
  const words = useTranslations('contacts');
  const trpc = useTRPC();
  const groups = useGroupOptions();
  const topics = useQuery(trpc.contacts.topics.queryOptions());
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const [draft, setDraft] = useState<Draft>(selection);
  const set = (change: { [K in keyof Draft]?: Draft[K] | undefined }) => {
    const next = Object.entries({ ...draft, ...change }).filter(([, value]) => value !== undefined);
    setDraft(Object.fromEntries(next) as Draft);
  };
  const ready = complete(draft);
  const count = useQuery(trpc.contacts.count.queryOptions(ready, { placeholderData: keepPreviousData }));
  const choice = <T extends string>(
    label: string,
    value: T | undefined,
    options: { value: T; label: string }[],
    onChange: (value: T | undefined) => void,
  ) => (
    <Field label={label}>
      <Select
        value={value ?? ANY}
        onValueChange={(next) => onChange(options.find((one) => one.value === next)?.value)}
        options={[{ value: ANY, label: t('any') }, ...options]}
      />
    </Field>
  );
  const several = (topics.data ?? []).length > 1;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(ready);
      }}
    >
      {choice(
        words('statusLabel'),
        draft.status,
        sendingStatuses.map((value) => ({ value, label: words(`status.${value}`) })),
        (status) => set({ status }),
      )}
      {groups.length > 0 && (
        <>
          {choice(
            words('groupsLabel'),
            draft.groups?.match,
            groupMatches.map((value) => ({ value, label: t(`groupMatch.${value}`) })),
            (match) => set({ groups: match ? { match, ids: draft.groups?.ids ?? [] } : undefined }),
          )}
          {draft.groups && draft.groups.match !== 'without' && (
            <Field label={t('whichGroups')} help={t('groupsHelp')}>
              <MultiSelect
                value={draft.groups.ids}
                onValueChange={(ids) => set({ groups: { match: draft.groups?.match ?? 'any', ids } })}
                options={groups}
              />
            </Field>
          )}
        </>
      )}
      {several &&
        choice(
          t('topic'),
          draft.topicId,
          (topics.data ?? []).map((topic) => ({ value: topic.id, label: topic.name })),
          (topicId) => set({ topicId }),
        )}
      <div className="grid gap-4 sm:grid-cols-2">
        {choice(
          t('subscription'),
          draft.subscription,
          subscriptions.map((value) => ({ value, label: t(`subscriptions.${value}`) })),
          (subscription) => set({ subscription }),
        )}
        {choice(
          t('source'),
          draft.source,
          evidenceSources.map((value) => ({ value, label: t(`sources.${value}`) })),
          (source) => set({ source }),
        )}
        {choice(
          t('tracking'),
          draft.tracking,
          [...trackingLevels, 'default' as const].map((value) => ({ value, label: t(`trackings.${value}`) })),
          (tracking) => set({ tracking }),
        )}
        <Field label={words('language')}>
          <MultiSelect
            placeholder={t('any')}
            label={words('language')}
            value={draft.languages ?? []}
            onValueChange={(chosen) => set({ languages: chosen.length ? chosen : undefined })}
            options={languages.map((value) => ({
              value,
              label: value === 'none' ? t('languageUnknown') : languageName(value),
            }))}
          />
        </Field>
        <Field label={t('addedFrom')}>
          <Input
            type="date"
            value={draft.addedFrom ?? ''}
            onChange={(event) => set({ addedFrom: event.target.value || undefined })}
          />
        </Field>
        <Field label={t('addedTo')}>
          <Input
            type="date"
            value={draft.addedTo ?? ''}
            onChange={(event) => set({ addedTo: event.target.value || undefined })}
          />
        </Field>
      </div>
      <ActivityFilter value={draft.activity} onChange={(activity) => set({ activity })} />
      {(attributes.data ?? []).length > 0 && (
        <Conditions
          attributes={attributes.data ?? []}
          conditions={draft.attributes ?? []}
          onChange={(next) => set({ attributes: next.length ? next : undefined })}
        />
      )}
      <DialogActions cancel={false}>
        <Button onClick={() => setDraft(draft.q ? { q: draft.q } : {})}>{t('clear')}</Button>
        <Button type="submit" variant="primary">
          {count.data ? t('show', { count: count.data.count, capped: String(count.data.capped) }) : t('apply')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Without what is only begun: a group filter without groups, a condition without its value. */
function complete(draft: Draft): Draft {
  const { groups, attributes, ...rest } = draft;
  const written = attributes?.filter(
    ({ op, values }) => !needsValue(op) || values.some((value) => value.trim() !== ''),
  );
  return {
    ...rest,
    ...(groups && (groups.match === 'without' || groups.ids.length > 0) ? { groups } : {}),
    ...(written?.length ? { attributes: written } : {}),
  };
}

type ConditionsProps = {
  attributes: AttributeRow[];
  conditions: AttributeCondition[];
  onChange: (conditions: AttributeCondition[]) => void;
};

function Conditions({ attributes, conditions, onChange }: ConditionsProps) {
  const t = useTranslations('contacts.filters');
  const put = (index: number, condition: AttributeCondition) => onChange(conditions.with(index, condition));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-table font-medium">{t('attributes')}</legend>
      {conditions.map((condition, index) => (
        <Condition
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={index}
          attributes={attributes}
          condition={condition}
          onChange={(next) => put(index, next)}
          onRemove={() => onChange(conditions.toSpliced(index, 1))}
        />
      ))}
      {conditions.length < 10 && (
        <Button
          size="s"
          className="justify-self-start"
          icon={<Plus />}
          onClick={() => {
            const first = attributes[0];
            if (first)
              onChange([...conditions, { key: first.key, op: operatorsOf(first.type)[0] ?? 'is', values: [] }]);
          }}
        >
          {t('addCondition')}
        </Button>
      )}
    </fieldset>
  );
}

type ConditionProps = {
  attributes: AttributeRow[];
  condition: AttributeCondition;
  onChange: (condition: AttributeCondition) => void;
  onRemove: () => void;
};

function Condition({ attributes, condition, onChange, onRemove }: ConditionProps) {
  const t = useTranslations('contacts.filters');
  const attribute = attributes.find((one) => one.key === condition.key);
  const operators = attribute ? operatorsOf(attribute.type) : [condition.op];
  const { key, op, values } = condition;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-in border border-line p-2.5">
      <div className="grid gap-2 sm:grid-cols-2">
        <Select
          label={t('attribute')}
          value={key}
          onValueChange={(next) => {
            const chosen = attributes.find((one) => one.key === next);
            if (chosen) onChange({ key: next, op: operatorsOf(chosen.type)[0] ?? 'is', values: [] });
          }}
          options={attributes.map((one) => ({ value: one.key, label: one.label }))}
        />
        <Select
          label={t('operator')}
          value={op}
          onValueChange={(next) => onChange({ key, op: next as AttributeOperator, values })}
          options={operators.map((value) => ({ value, label: t(`operators.${value}`) }))}
        />
        {attribute && needsValue(op) && (
          <div className="sm:col-span-2">
            <ConditionValue
              attribute={attribute}
              values={values}
              onChange={(next) => onChange({ key, op, values: next })}
            />
          </div>
        )}
      </div>
      <IconButton label={t('removeCondition')} icon={<Trash2 />} size="s" onClick={onRemove} />
    </div>
  );
}

type ValueProps = { attribute: AttributeRow; values: string[]; onChange: (values: string[]) => void };

function ConditionValue({ attribute, values, onChange }: ValueProps) {
  const t = useTranslations('contacts.filters');
  const words = useTranslations('contacts.form');
  if (attribute.type === 'choice') {
    return (
      <MultiSelect
        label={t('value')}
        value={values}
        onValueChange={onChange}
        options={attribute.choices.map((choice) => ({ value: choice, label: choice }))}
      />
    );
  }
  if (attribute.type === 'boolean') {
    return (
      <Select
        label={t('value')}
        value={values[0]}
        placeholder={t('value')}
        onValueChange={(value) => onChange([value])}
        options={[
          { value: 'true', label: words('yes') },
          { value: 'false', label: words('no') },
        ]}
      />
    );
  }
  return (
    <Input
      aria-label={t('value')}
      placeholder={t('value')}
      {...(attribute.type === 'date'
        ? { type: 'date' }
        : attribute.type === 'number'
          ? { inputMode: 'decimal' as const }
          : {})}
      value={values[0] ?? ''}
      onChange={(event) => onChange(event.target.value ? [event.target.value] : [])}
    />
  );
}
