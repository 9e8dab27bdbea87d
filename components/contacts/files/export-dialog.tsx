'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { BulkTarget } from '#server/modules/contacts/schemas.ts';
import { type ExportColumn, exportColumns, usualExportColumns } from '#server/modules/contacts/values.ts';

const formats = {
  xlsx: { format: 'xlsx', delimiter: ',', mark: true },
  excel: { format: 'csv', delimiter: ';', mark: true },
  csv: { format: 'csv', delimiter: ',', mark: false },
} as const;
const formatNames = Object.keys(formats) as (keyof typeof formats)[];
const apart = exportColumns.filter((column) => column !== 'attributes');

type Props = { target: BulkTarget; count: number; capped: boolean; onClose: () => void };

/** Asks what the file is to be like and to hold, then leaves its making to a worker. */
export function ExportDialog({ target, count, capped, onClose }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { data: attributes } = useQuery(trpc.contacts.attributes.queryOptions());
  const [format, setFormat] = useState<keyof typeof formats>('xlsx');
  const [columns, setColumns] = useState<ReadonlySet<ExportColumn>>(new Set(usualExportColumns));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const start = useMutation(trpc.contacts.startExport.mutationOptions());
  const keys = (attributes ?? []).map(({ key }) => key).filter((key) => !left.has(key));
  const chosen = exportColumns.filter((column) => (column === 'attributes' ? keys.length > 0 : columns.has(column)));
  const toggled = <T,>(set: ReadonlySet<T>, value: T, on: boolean) =>
    new Set(on ? [...set, value] : [...set].filter((one) => one !== value));

  async function begin(): Promise<void> {
    const { format: kind, delimiter, mark } = formats[format];
    await start.mutateAsync({ target, format: kind, options: { columns: chosen, attributes: keys, delimiter, mark } });
    toast({ title: t('exportStarted'), body: t('exportStartedBody'), tone: 'good' });
    await queries.invalidateQueries(trpc.contacts.exports.pathFilter());
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('files.ask.title', { count, capped: String(capped) })}
      confirmLabel={t('files.ask.confirm')}
      tone="primary"
      ready={chosen.length > 0}
      onConfirm={begin}
    >
      <div className="grid gap-5 text-ink">
        <Field label={t('files.ask.format')}>
          <RadioGroup
            value={format}
            onValueChange={(value) => setFormat(formatNames.find((one) => one === value) ?? 'xlsx')}
            options={formatNames.map((value) => ({
              value,
              label: t(`files.ask.formats.${value}`),
              help: t(`files.ask.formats.${value}Help`),
            }))}
          />
        </Field>
        <Choices legend={t('files.ask.columns')}>
          {apart.map((column) => (
            <Checkbox
              key={column}
              label={t(`files.columns.${column}`)}
              checked={columns.has(column)}
              onCheckedChange={(on) => setColumns(toggled(columns, column, on))}
            />
          ))}
        </Choices>
        {attributes && attributes.length > 0 && (
          <Choices legend={t('files.ask.attributes')}>
            {attributes.map(({ key, label }) => (
              <Checkbox
                key={key}
                label={label}
                checked={!left.has(key)}
                onCheckedChange={(on) => setLeft(toggled(left, key, !on))}
              />
            ))}
          </Choices>
        )}
        {chosen.length === 0 && <p className="text-caption text-bad">{t('files.ask.noColumns')}</p>}
        <p className="text-caption text-ink-3">{t('files.ask.personal')}</p>
      </div>
    </ConfirmDialog>
  );
}

function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 text-table font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
