'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { useBase } from '#components/contacts/use-base.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import type { FormDefinition, FormField } from '#server/modules/forms/schemas.ts';
import { fieldId } from '#shared/forms/view-of.ts';
import { moved } from './move-field.ts';
import type { AttributeChoice } from './use-attributes.ts';

type Props = {
  fields: FormField[];
  attributes: AttributeChoice[];
  onChange: (edit: (definition: FormDefinition) => FormDefinition) => void;
};
const plain = ['first-name', 'last-name', 'language'] as const;

/** What is asked for, in its order: by dragging, or by the arrows. */
export function FieldsSection({ fields, attributes, onChange }: Props) {
  const t = useTranslations('forms.builder.fields');
  const { base } = useBase();
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const set = (next: (before: FormField[]) => FormField[]) =>
    onChange((definition) => ({ ...definition, fields: next(definition.fields) }));
  const nameOf = (field: FormField) => {
    if (field.kind !== 'attribute') return t(`kinds.${field.kind}`);
    const attribute = attributes.find(({ key }) => key === field.key);
    return attribute ? t('attribute', { label: attribute.label }) : t('gone');
  };
  const move = (from: number, to: number) => {
    const field = fields[from];
    if (!field || to < 0 || to >= fields.length || from === to) return;
    set((before) => moved(before, from, to));
    setSaid(t('moved', { name: nameOf(field), place: to + 1, count: fields.length }));
  };
  const used = new Set(fields.map(fieldId));
  const add = (field: FormField) => set((before) => [...before, field]);
  const free = plain.filter((kind) => !used.has(kind));
  const freeAttributes = attributes.filter(({ key }) => !used.has(`attr-${key}`));
  return (
    <Section title={t('title')} inset={false}>
      <ul className="divide-y divide-line">
        {fields.map((field, index) => {
          const name = nameOf(field);
          const handlers = {
            onDragOver: (event: DragEvent) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            },
            onDrop: (event: DragEvent) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
              setDragged(null);
              setOver(null);
            },
          };
          return (
            <li
              key={fieldId(field)}
              {...handlers}
              className={clsx(
                'grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1.5 py-2.5 pr-3 pl-2',
                dragged === index && 'opacity-50',
                over === index && dragged !== null && dragged !== index && 'bg-accent-wash',
              )}
            >
              <span
                aria-hidden
                title={t('drag')}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', name);
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                className="row-span-2 cursor-grab self-stretch py-2 text-ink-3 hover:text-ink"
              >
                <GripVertical />
              </span>
              <span className="truncate text-caption text-ink-3">{name}</span>
              <span className="flex">
                <IconButton
                  size="s"
                  label={t('up', { name })}
                  icon={<ArrowUp />}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  size="s"
                  label={t('down', { name })}
                  icon={<ArrowDown />}
                  disabled={index === fields.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  size="s"
                  label={t('remove', { name })}
                  icon={<X />}
                  disabled={field.kind === 'address'}
                  onClick={() => set((before) => before.filter((_, at) => at !== index))}
                />
              </span>
              <Input
                aria-label={t('label', { name })}
                value={field.label}
                maxLength={120}
                onChange={({ target }) =>
                  set((before) => before.map((one, at) => (at === index ? { ...one, label: target.value } : one)))
                }
              />
              {field.kind === 'address' ? (
                <span className="text-caption text-ink-3">{t('always')}</span>
              ) : (
                <Checkbox
                  label={
                    <span className="text-table">
                      {t('required')}
                      <span className="sr-only"> ({name})</span>
                    </span>
                  }
                  checked={field.required}
                  onCheckedChange={(required) =>
                    set((before) => before.map((one, at) => (at === index ? { ...one, required } : one)))
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-3 py-2.5">
        {free.length + freeAttributes.length > 0 ? (
          <Menu
            align="start"
            label={t('add')}
            trigger={
              <Button size="s" icon={<Plus />}>
                {t('add')}
              </Button>
            }
          >
            {free.map((kind) => (
              <MenuItem key={kind} onSelect={() => add({ kind, label: t(`kinds.${kind}`), required: false })}>
                {t(`kinds.${kind}`)}
              </MenuItem>
            ))}
            {freeAttributes.map(({ key, label }) => (
              <MenuItem key={key} onSelect={() => add({ kind: 'attribute', key, label, required: false })}>
                {t('attribute', { label })}
              </MenuItem>
            ))}
          </Menu>
        ) : (
          <p className="text-caption text-ink-3">{t('noMore')}</p>
        )}
        <Link href={`${base}/groups/attributes`} className="text-caption text-accent hover:underline">
          {t('attributes')}
        </Link>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </Section>
  );
}
