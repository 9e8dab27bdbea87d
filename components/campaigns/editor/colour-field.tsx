'use client';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useDraft } from './use-draft.ts';

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

type ColourProps = {
  label: string;
  value: string | null;
  /** The colour that holds without one of its own; null: one is needed. */
  inherited: string | null;
  onChange: (value: string | null) => void;
};

export function ColourField({ label, value, inherited, onChange }: ColourProps) {
  const t = useTranslations('editor.property');
  const draft = useDraft(
    value ?? '',
    (text) => (text === '' ? inherited !== null : isColour(text)),
    (text) => onChange(text === '' ? null : text.toLowerCase()),
  );
  return (
    <Field label={label}>
      <span className="relative block">
        <Input
          value={draft.text}
          spellCheck={false}
          maxLength={7}
          placeholder={inherited === null ? '#000000' : t('inherited')}
          aria-invalid={draft.wrong || undefined}
          onChange={(event) => draft.change(event.target.value.trim())}
          className="pl-9 uppercase placeholder:normal-case"
        />
        <input
          type="color"
          aria-label={t('pick', { label })}
          value={isColour(draft.text) ? draft.text : (inherited ?? '#ffffff')}
          onChange={(event) => draft.change(event.target.value)}
          className="absolute top-1 left-1.5 size-6 cursor-pointer appearance-none rounded-in border border-line-strong p-0"
        />
      </span>
    </Field>
  );
}
