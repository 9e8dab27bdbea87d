'use client';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { fontNames } from '#shared/document/limits.ts';
import type { DocumentSettings, FooterBlock } from '#shared/document/schema.ts';
import { ColourField } from './colour-field.tsx';
import { useEditorContext } from './editor-context.tsx';
import { AlignField, NumberField, PaddingField } from './property-fields.tsx';
import { TemplateField } from './template-field.tsx';

/** What holds for the whole message. */
export function MessageProperties({ settings }: { settings: DocumentSettings }) {
  const t = useTranslations('editor');
  const { dispatch } = useEditorContext();
  const change = (key: keyof DocumentSettings, value: DocumentSettings[typeof key] | null) => {
    if (value !== null) dispatch({ type: 'settings', change: { [key]: value }, key, at: Date.now() });
  };
  const colour = (key: 'background' | 'contentBackground' | 'color' | 'linkColor') => (
    <ColourField
      label={t(`setting.${key}`)}
      value={settings[key]}
      inherited={null}
      onChange={(value) => change(key, value)}
    />
  );
  return (
    <div className="grid gap-3.5">
      <Field label={t('setting.font')}>
        <Select
          value={settings.font}
          onValueChange={(value) => change('font', fontNames.find((name) => name === value) ?? null)}
          options={fontNames.map((name) => ({ value: name, label: t(`font.${name}`) }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label={t('setting.fontSize')}
          value={settings.fontSize}
          min={12}
          max={22}
          onChange={(value) => change('fontSize', value)}
        />
        <NumberField
          label={t('setting.width')}
          value={settings.width}
          min={480}
          max={800}
          onChange={(value) => change('width', value)}
        />
      </div>
      {colour('color')}
      {colour('linkColor')}
      {colour('contentBackground')}
      {colour('background')}
    </div>
  );
}

export function FooterProperties({ footer }: { footer: FooterBlock }) {
  const t = useTranslations('editor');
  const { dispatch } = useEditorContext();
  const change = (key: string, value: Partial<FooterBlock>) => {
    const { id: _, type: __, ...rest } = value;
    dispatch({ type: 'footer', change: rest, key, at: Date.now() });
  };
  return (
    <div className="grid gap-3.5">
      <p className="text-caption text-ink-3">{t('footer.help')}</p>
      <TemplateField
        label={t('footer.identity')}
        help={t('footer.identityHelp')}
        value={footer.identity}
        onChange={(identity) => change('identity', { identity })}
      />
      <TemplateField
        label={t('footer.reason')}
        value={footer.reason}
        onChange={(reason) => change('reason', { reason })}
      />
      <TemplateField
        label={t('footer.unsubscribe')}
        value={footer.unsubscribeLabel}
        onChange={(text) => text.trim() !== '' && change('unsubscribe', { unsubscribeLabel: text })}
      />
      <TemplateField
        label={t('footer.withoutTracking')}
        value={footer.withoutTrackingLabel}
        onChange={(text) => text.trim() !== '' && change('withoutTracking', { withoutTrackingLabel: text })}
      />
      <ColourField
        label={t('property.color')}
        value={footer.color}
        inherited={null}
        onChange={(color) => color !== null && change('color', { color })}
      />
      <AlignField
        value={footer.style.align}
        onChange={(align) => change('align', { style: { ...footer.style, align } })}
      />
      <PaddingField
        value={footer.style.padding}
        onChange={(padding) => change('padding', { style: { ...footer.style, padding } })}
      />
    </div>
  );
}
