'use client';
import { useQuery } from '@tanstack/react-query';
import { Ban, BellOff, CircleCheck, Download, Ellipsis, FolderMinus, FolderPlus, Tags, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Select } from '#components/ui/select.tsx';
import type { BulkAct, BulkTarget } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';
import { useBulk } from './use-bulk.ts';

const ExportDialog = dynamic(() => import('../files/export-dialog.tsx').then((module) => module.ExportDialog));

type Props = { target: BulkTarget; count: number; capped: boolean; onDone: () => void };
type Asked = BulkAct['kind'];

/** What can be done with the selected contacts. Each says to how many before it does it; each can be taken back. */
export function SelectionActions({ target, count, capped, onDone }: Props) {
  const t = useTranslations('contacts.bulk');
  const [asked, setAsked] = useState<Asked>();
  const all = useTranslations('contacts');
  const mayExport = useMemberRight('export');
  const [exporting, setExporting] = useState(false);
  const groups = useGroupOptions();
  const item = (kind: Asked) => ({ onSelect: () => setAsked(kind), children: t(`menu.${kind}`) });
  return (
    <>
      {groups.length > 0 && (
        <Button size="s" icon={<FolderPlus />} onClick={() => setAsked('add-to-group')}>
          {t('menu.add-to-group')}
        </Button>
      )}
      <Menu
        label={t('more')}
        trigger={
          <Button size="s" icon={<Ellipsis />}>
            {t('more')}
          </Button>
        }
      >
        {groups.length > 0 && <MenuItem icon={<FolderMinus />} {...item('remove-from-group')} />}
        <MenuItem icon={<Tags />} {...item('set-attribute')} />
        <MenuItem icon={<BellOff />} {...item('unsubscribe')} />
        {mayExport && (
          <MenuItem icon={<Download />} onSelect={() => setExporting(true)}>
            {all('export')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Ban />} {...item('block')} />
        <MenuItem icon={<CircleCheck />} {...item('unblock')} />
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="bad" {...item('delete')} />
      </Menu>
      {exporting && <ExportDialog {...{ target, count, capped }} onClose={() => setExporting(false)} />}
      {asked && (
        <AskAct
          key={asked}
          kind={asked}
          {...{ target, count, capped }}
          onClose={() => setAsked(undefined)}
          onDone={onDone}
        />
      )}
    </>
  );
}

function AskAct({ kind, target, count, capped, onClose, onDone }: Props & { kind: Asked; onClose: () => void }) {
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
        <p>{t(`body.${kind}`)}</p>
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
