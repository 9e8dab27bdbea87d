'use client';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useEditorContext } from './editor-context.tsx';
import type { Lines } from './editor-state.ts';
import { TemplateField } from './template-field.tsx';

/** What recipients see before they open: subject, preheader, sender. */
export function HeaderFields({ lines, domains }: { lines: Lines; domains: string[] }) {
  const t = useTranslations('editor.lines');
  const { dispatch } = useEditorContext();
  const change = (name: keyof Lines) => (value: string) => dispatch({ type: 'line', name, value, at: Date.now() });
  return (
    <section
      aria-label={t('title')}
      className="grid grid-cols-1 gap-3 border-line border-b bg-panel px-4 py-4 sm:grid-cols-2 sm:px-6"
    >
      <TemplateField
        loose
        label={t('subject')}
        value={lines.subject}
        placeholder={t('subjectHint')}
        onChange={change('subject')}
      />
      <TemplateField
        loose
        label={t('preheader')}
        value={lines.preheader}
        placeholder={t('preheaderHint')}
        onChange={change('preheader')}
      />
      <Field label={t('fromName')}>
        <Input
          value={lines.fromName}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => change('fromName')(event.target.value)}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('fromAddress')}>
          <Input
            value={lines.fromAddress}
            type="email"
            maxLength={320}
            autoComplete="off"
            list="verified-domains"
            onChange={(event) => change('fromAddress')(event.target.value)}
          />
        </Field>
        <Field label={t('replyTo')} optional>
          <Input
            value={lines.replyTo}
            type="email"
            maxLength={320}
            autoComplete="off"
            onChange={(event) => change('replyTo')(event.target.value)}
          />
        </Field>
      </div>
      <datalist id="verified-domains">
        {domains.map((domain) => (
          <option key={domain} value={`${lines.fromAddress.split('@')[0] || 'newsletter'}@${domain}`} />
        ))}
      </datalist>
    </section>
  );
}
