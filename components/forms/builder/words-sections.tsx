'use client';
import { useTranslations } from 'next-intl';
import { useDraft } from '#components/campaigns/editor/use-draft.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Section } from '#components/ui/section.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { FormDefinition } from '#server/modules/forms/schemas.ts';
import type { FormDetail } from '../form-types.ts';

type Props = {
  definition: FormDefinition;
  form: FormDetail;
  onChange: (edit: (definition: FormDefinition) => FormDefinition) => void;
};

export function TextsSection({ definition, onChange }: Omit<Props, 'form'>) {
  const t = useTranslations('forms.builder.texts');
  const { texts } = definition;
  const set = (name: keyof FormDefinition['texts'], text: string) =>
    onChange((before) => ({ ...before, texts: { ...before.texts, [name]: text } }));
  return (
    <Section title={t('title')}>
      <div className="grid gap-4">
        <Field label={t('heading')}>
          <Input value={texts.title} maxLength={120} onChange={({ target }) => set('title', target.value)} />
        </Field>
        <Field label={t('intro')}>
          <Textarea
            rows={2}
            value={texts.intro}
            maxLength={1000}
            onChange={({ target }) => set('intro', target.value)}
          />
        </Field>
        <Field label={t('button')}>
          <Input value={texts.button} maxLength={60} onChange={({ target }) => set('button', target.value)} />
        </Field>
        <Field label={t('thanks')} help={t('thanksHelp')}>
          <Textarea
            rows={2}
            value={texts.thanks}
            maxLength={600}
            onChange={({ target }) => set('thanks', target.value)}
          />
        </Field>
        <Field label={t('confirmed')}>
          <Textarea
            rows={2}
            value={texts.confirmed}
            maxLength={600}
            onChange={({ target }) => set('confirmed', target.value)}
          />
        </Field>
        <Field label={t('already')}>
          <Textarea
            rows={2}
            value={texts.already}
            maxLength={600}
            onChange={({ target }) => set('already', target.value)}
          />
        </Field>
        <p className="text-caption text-ink-3">{t('names', { workspace: '{workspace}', provider: '{provider}' })}</p>
      </div>
    </Section>
  );
}

const isLink = (text: string) => text === '' || (/^https?:\/\/[^\s]+\.[^\s]+$/i.test(text) && URL.canParse(text));

/** Consent to receive, always; to individual tracking, apart and if wanted; and the notice under them (H20). */
export function ConsentsSection({ definition, form, onChange }: Props) {
  const t = useTranslations('forms.builder.consents');
  const { consents, privacy } = definition;
  const url = useDraft(privacy.url, isLink, (text) =>
    onChange((before) => ({ ...before, privacy: { ...before.privacy, url: text } })),
  );
  const consent = (name: 'receive' | 'tracking', text: string) =>
    onChange((before) => ({ ...before, consents: { ...before.consents, [name]: text } }));
  const notice = (text: string) => onChange((before) => ({ ...before, privacy: { ...before.privacy, text } }));
  return (
    <Section title={t('title')}>
      <div className="grid gap-4">
        <Field label={t('receive')} help={t('receiveHelp')}>
          <Textarea
            rows={2}
            value={consents.receive}
            maxLength={600}
            onChange={({ target }) => consent('receive', target.value)}
          />
        </Field>
        <Checkbox
          label={t('askTracking')}
          help={t('askTrackingHelp')}
          checked={consents.tracking !== ''}
          onCheckedChange={(asked) => consent('tracking', asked ? form.defaults.tracking : '')}
        />
        {consents.tracking !== '' && (
          <Field label={t('tracking')}>
            <Textarea
              rows={2}
              value={consents.tracking}
              maxLength={600}
              onChange={({ target }) => consent('tracking', target.value)}
            />
          </Field>
        )}
        <Field label={t('privacy')} help={t('privacyHelp', { provider: form.names.provider })}>
          <Textarea rows={4} value={privacy.text} maxLength={4000} onChange={({ target }) => notice(target.value)} />
        </Field>
        {privacy.text !== form.defaults.privacy && (
          <div>
            <Button size="s" onClick={() => notice(form.defaults.privacy)}>
              {t('restore')}
            </Button>
          </div>
        )}
        <Field label={t('url')} optional error={url.wrong ? t('urlWrong') : undefined}>
          <Input
            value={url.text}
            type="url"
            placeholder="https://"
            spellCheck={false}
            onChange={({ target }) => url.change(target.value.trim())}
          />
        </Field>
      </div>
    </Section>
  );
}
