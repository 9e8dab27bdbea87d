'use client';
import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { ColourField } from '#components/campaigns/editor/colour-field.tsx';
import { Field } from '#components/ui/field.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import type { FormDefinition } from '#server/modules/forms/schemas.ts';
import { contrast, inkOn } from '#shared/forms/contrast.ts';
import { formFonts, formShapes } from '#shared/forms/form-view.ts';

type Props = {
  definition: FormDefinition;
  onChange: (edit: (definition: FormDefinition) => FormDefinition) => void;
};
const colours = ['accent', 'ground', 'ink'] as const;

/** Colours, corners and typeface; what is hard to read is said at once. */
export function LookSection({ definition, onChange }: Props) {
  const t = useTranslations('forms.builder.look');
  const { look } = definition;
  const set = (change: Partial<FormDefinition['look']>) =>
    onChange((before) => ({ ...before, look: { ...before.look, ...change } }));
  return (
    <Section title={t('title')}>
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          {colours.map((name) => (
            <ColourField
              key={name}
              label={t(name)}
              value={look[name]}
              inherited={null}
              onChange={(value) => value && set({ [name]: value })}
            />
          ))}
        </div>
        <div className="grid gap-1">
          <Contrast name="contrastText" ratio={contrast(look.ground, look.ink)} />
          <Contrast name="contrastButton" ratio={contrast(look.accent, inkOn(look.accent))} />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('shape')}>
            <Select
              value={look.shape}
              onValueChange={(value) => set({ shape: formShapes.find((one) => one === value) ?? 'soft' })}
              options={formShapes.map((value) => ({ value, label: t(`shapes.${value}`) }))}
            />
          </Field>
          <Field label={t('font')}>
            <Select
              value={look.font}
              onValueChange={(value) => set({ font: formFonts.find((one) => one === value) ?? 'system' })}
              options={formFonts.map((value) => ({ value, label: t(`fonts.${value}`) }))}
            />
          </Field>
        </div>
      </div>
    </Section>
  );
}

function Contrast({ name, ratio }: { name: 'contrastText' | 'contrastButton'; ratio: number }) {
  const t = useTranslations('forms.builder.look');
  const format = useFormatter();
  const enough = ratio >= 4.5;
  return (
    <p className={clsx('text-caption', enough ? 'text-ink-3' : 'font-medium text-bad')}>
      {t(name, { ratio: format.number(Math.floor(ratio * 10) / 10, { maximumFractionDigits: 1 }) })},{' '}
      {t(enough ? 'enough' : 'little')}
    </p>
  );
}
