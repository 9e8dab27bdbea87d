'use client';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { newId } from '#shared/document/new-block.ts';
import type { ColumnsBlock } from '#shared/document/schema.ts';

/** Shares of the width that a person chooses from; each sums to 100. */
export const splits = ['50/50', '33/67', '67/33', '34/33/33', '25/50/25', '25/25/25/25'] as const;

/** The same columns in another split: what loses its column joins the last one. */
export function splitColumns(block: ColumnsBlock, widths: number[]): ColumnsBlock {
  const kept = block.columns.slice(0, widths.length);
  const moved = block.columns.slice(widths.length).flatMap((column) => column.blocks);
  const added = widths.slice(kept.length).map(() => ({ id: newId(), blocks: [] }));
  const columns = [...kept, ...added].map((column, index) =>
    index === widths.length - 1 && moved.length > 0 ? { ...column, blocks: [...column.blocks, ...moved] } : column,
  );
  return { ...block, widths, columns };
}

export function ColumnsProperties({
  block,
  onChange,
}: {
  block: ColumnsBlock;
  onChange: (next: ColumnsBlock) => void;
}) {
  const t = useTranslations('editor.property');
  const current = block.widths.join('/');
  const known: string[] = splits.includes(current as (typeof splits)[number]) ? [...splits] : [current, ...splits];
  return (
    <>
      <Field label={t('split')}>
        <Select
          value={current}
          onValueChange={(value) => onChange(splitColumns(block, value.split('/').map(Number)))}
          options={known.map((value) => ({ value, label: value.replaceAll('/', ' · ') }))}
        />
      </Field>
      <Checkbox
        label={t('stack')}
        help={t('stackHelp')}
        checked={block.stack}
        onCheckedChange={(checked) => onChange({ ...block, stack: checked === true })}
      />
    </>
  );
}
