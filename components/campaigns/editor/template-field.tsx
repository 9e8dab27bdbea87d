'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { formatTemplate, parseTemplate } from '#shared/document/template.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import { VariableMenu } from './text-toolbar.tsx';
import { useDraft } from './use-draft.ts';

type Props = {
  label: string;
  help?: ReactNode;
  value: string;
  placeholder?: string;
  /** Kept even while it does not parse (the subject: the checks say so); else it waits here until it does. */
  loose?: boolean;
  onChange: (value: string) => void;
};

function fits(source: string): boolean {
  const parsed = parseTemplate(source);
  return parsed.ok && parsed.parts.every((part) => typeof part === 'string' || !isLinkVariable(part.name));
}

/** One line with `{{ … }}`, and a menu that inserts a variable where the caret stands. */
export function TemplateField({ label, help, value, placeholder, loose = false, onChange }: Props) {
  const t = useTranslations('editor');
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(value, loose ? () => true : fits, onChange);

  function insert(name: string): void {
    const variable = formatTemplate([{ name, fallback: '' }]);
    const from = input.current?.selectionStart ?? draft.text.length;
    const to = input.current?.selectionEnd ?? from;
    draft.change(draft.text.slice(0, from) + variable + draft.text.slice(to));
    // After the menu has given the focus back to its own button.
    setTimeout(() => {
      input.current?.focus();
      input.current?.setSelectionRange(from + variable.length, from + variable.length);
    });
  }

  return (
    <Field
      label={label}
      error={fits(draft.text) ? undefined : t('templateWrong', { example: '{{ contact.firstName }}' })}
      {...(help !== undefined ? { help } : {})}
    >
      <div className="flex gap-1">
        <Input
          ref={input}
          value={draft.text}
          maxLength={1000}
          {...(placeholder !== undefined ? { placeholder } : {})}
          onChange={(event) => draft.change(event.target.value)}
        />
        <VariableMenu kinds={['contact', 'workspace', 'campaign']} onChoose={insert} />
      </div>
    </Field>
  );
}
