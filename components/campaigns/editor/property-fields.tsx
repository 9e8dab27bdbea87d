'use client';
import clsx from 'clsx';
import { AlignCenter, AlignLeft, AlignRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { controlClass, Input } from '#components/ui/input.tsx';
import { readUrl } from '#shared/document/safe-url.ts';
import type { BlockStyle } from '#shared/document/schema.ts';
import { formatTemplate } from '#shared/document/template.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import { completeUrl, VariableMenu } from './text-toolbar.tsx';
import { useDraft } from './use-draft.ts';

type NumberProps = {
  label: string;
  value: number | null;
  min: number;
  max: number;
  suffix?: string;
  /** What holds while it is empty; without it a number is needed. */
  placeholder?: string;
  hideLabel?: boolean;
  onChange: (value: number | null) => void;
};

export function NumberField({ label, value, min, max, suffix = 'px', placeholder, hideLabel, onChange }: NumberProps) {
  const fits = (text: string) =>
    text === '' ? placeholder !== undefined : /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  const draft = useDraft(value === null ? '' : String(value), fits, (text) =>
    onChange(text === '' ? null : Number(text)),
  );
  return (
    <Field label={label} {...(hideLabel ? { hideLabel } : {})}>
      <Input
        inputMode="numeric"
        value={draft.text}
        suffix={suffix}
        aria-invalid={draft.wrong || undefined}
        {...(placeholder !== undefined ? { placeholder } : {})}
        onChange={(event) => draft.change(event.target.value.trim())}
      />
    </Field>
  );
}

export function UrlField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('editor');
  const draft = useDraft(
    value,
    (text) => text.trim() === '' || readUrl(completeUrl(text)).ok,
    (text) => onChange(completeUrl(text)),
  );
  return (
    <Field label={label} error={draft.wrong ? t('text.linkWrong') : undefined}>
      <div className="flex gap-1">
        <Input
          value={draft.text}
          placeholder="https://"
          spellCheck={false}
          onChange={(event) => draft.change(event.target.value)}
        />
        <VariableMenu
          kinds={['link', 'contact', 'workspace', 'campaign']}
          onChoose={(name) => {
            const variable = formatTemplate([{ name, fallback: '' }]);
            draft.change(isLinkVariable(name) ? variable : draft.text + variable);
          }}
        />
      </div>
    </Field>
  );
}

const sides = ['top', 'right', 'bottom', 'left'] as const;

export function PaddingField({
  value,
  onChange,
}: {
  value: BlockStyle['padding'];
  onChange: (value: BlockStyle['padding']) => void;
}) {
  const t = useTranslations('editor.property');
  return (
    <fieldset>
      <legend className="mb-1 text-table font-medium">{t('padding')}</legend>
      <div className="grid grid-cols-4 gap-1.5">
        {sides.map((side) => (
          <Side
            key={side}
            label={t(side)}
            value={value[side]}
            onChange={(next) => onChange({ ...value, [side]: next })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Side({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const fits = (text: string) => /^\d{1,3}$/.test(text) && Number(text) <= 120;
  const draft = useDraft(String(value), fits, (text) => onChange(Number(text)));
  return (
    <label className="grid gap-0.5">
      <input
        inputMode="numeric"
        value={draft.text}
        aria-invalid={draft.wrong || undefined}
        onChange={(event) => draft.change(event.target.value.trim())}
        className={clsx(controlClass, 'h-8 px-1! text-center tabular-nums')}
      />
      <span className="truncate text-center text-caption text-ink-3">{label}</span>
    </label>
  );
}

const aligns = { left: <AlignLeft />, center: <AlignCenter />, right: <AlignRight /> };

export function AlignField({
  value,
  onChange,
}: {
  value: BlockStyle['align'];
  onChange: (value: BlockStyle['align']) => void;
}) {
  const t = useTranslations('editor.property');
  return (
    <fieldset>
      <legend className="mb-1 text-table font-medium">{t('align')}</legend>
      <div className="flex gap-1">
        {(['left', 'center', 'right'] as const).map((align) => (
          <IconButton
            key={align}
            label={t(`align-${align}`)}
            icon={aligns[align]}
            pressed={value === align}
            onClick={() => onChange(align)}
          />
        ))}
      </div>
    </fieldset>
  );
}
