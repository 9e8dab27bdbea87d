'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { BulkAct, BulkTarget } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';
import { useBulk } from './use-bulk.ts';

type Asked = BulkAct['kind'];
type Props = {
  kind: Asked;
  target: BulkTarget;
  count: number;
  capped: boolean;
  onClose: () => void;
  onDone: () => void;
};

/** Asks for what an act on many needs, says to how many it is done, and begins it. */
export function ActDialog({ kind, target, count, capped, onClose, onDone }: Props) {
  const t = useTranslations('contacts.bulk');
  const trpc = useTRPC();
  const groups = useGroupOptions();
  const topics = useQuery(trpc.contacts.topics.queryOptions());
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const [groupId, setGroupId] = useState<string>();
  const [topicId, setTopicId] = useState<string>();
  const [key, setKey] = useState<string>();
  const [text, setText] = useState('');
  const start = useBulk(onDone);
  const topic = topicId ?? topics.data?.find((one) => one.isDefault)?.id;
  const act = actOf(kind, { groupId, topicId: topic, key, text });
  const attribute = attributes.data?.find((one) => one.key === key);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`title.${kind}`)}
      confirmLabel={t(`confirm.${kind}`, { count, capped: String(capped) })}
      ready={act !== undefined}
      tone={kind === 'delete' ? 'danger' : 'primary'}
      onConfirm={async () => {
        if (act) await start.mutateAsync({ act, target });
      }}
    >
      <div className="grid gap-4">
        <p>{t(`body.${kind}`)}</p>
        {(kind === 'add-to-group' || kind === 'remove-from-group') && (
          <Field label={t('group')}>
            <Combobox value={groupId} onValueChange={setGroupId} options={groups} label={t('group')} />
          </Field>
        )}
        {kind === 'unsubscribe' && (
          <Field label={t('topic')}>
            <Select
              value={topic}
              onValueChange={setTopicId}
              options={(topics.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          </Field>
        )}
        {kind === 'set-attribute' && (
          <>
            <Field label={t('attribute')}>
              <Select
                value={key}
                onValueChange={(next) => {
                  setKey(next);
                  setText('');
                }}
                options={(attributes.data ?? []).map((one) => ({ value: one.key, label: one.label }))}
              />
            </Field>
            {attribute && <ValueField attribute={attribute} value={text} onChange={setText} />}
          </>
        )}
        {kind === 'block' && (
          <Field label={t('reason')} optional>
            <Input value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
      </div>
    </ConfirmDialog>
  );
}

type Given = { groupId: string | undefined; topicId: string | undefined; key: string | undefined; text: string };

/** The act, once everything that it needs is chosen. */
function actOf(kind: Asked, { groupId, topicId, key, text }: Given): BulkAct | undefined {
  switch (kind) {
    case 'add-to-group':
    case 'remove-from-group':
      return groupId ? { kind, groupId } : undefined;
    case 'unsubscribe':
      return topicId ? { kind, topicId } : undefined;
    case 'set-attribute':
      return key ? { kind, key, value: text.trim() === '' ? null : text } : undefined;
    case 'block':
      return { kind, reason: text };
    default:
      return { kind };
  }
}

type ValueProps = {
  attribute: { label: string; type: string; choices: string[] };
  value: string;
  onChange: (value: string) => void;
};

function ValueField({ attribute, value, onChange }: ValueProps) {
  const t = useTranslations('contacts');
  const choices =
    attribute.type === 'boolean'
      ? [
          { value: 'true', label: t('form.yes') },
          { value: 'false', label: t('form.no') },
        ]
      : attribute.choices.map((choice) => ({ value: choice, label: choice }));
  return (
    <Field label={t('bulk.value')} help={t('bulk.valueHelp')}>
      {choices.length > 0 ? (
        <Select
          value={value === '' ? 'none' : `=${value}`}
          onValueChange={(next) => onChange(next === 'none' ? '' : next.slice(1))}
          options={[
            { value: 'none', label: t('none') },
            ...choices.map((one) => ({ value: `=${one.value}`, label: one.label })),
          ]}
        />
      ) : (
        <Input
          {...(attribute.type === 'date' ? { type: 'date' } : {})}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
