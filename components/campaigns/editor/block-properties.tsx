'use client';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { headingSizes } from '#shared/document/font-stacks.ts';
import type { Block } from '#shared/document/schema.ts';
import { ColourField } from './colour-field.tsx';
import { ColumnsProperties } from './columns-properties.tsx';
import { useEditorContext } from './editor-context.tsx';
import { LinksProperties } from './links-properties.tsx';
import { AlignField, NumberField, PaddingField, UrlField } from './property-fields.tsx';
import { TemplateField } from './template-field.tsx';

/** What the selected block can be made to look like and lead to. */
export function BlockProperties({ block }: { block: Block }) {
  const t = useTranslations('editor.property');
  const { dispatch } = useEditorContext();
  const { style } = block;
  const change = (next: Block, key: string) => dispatch({ type: 'update', block: next, key, at: Date.now() });
  return (
    <div className="grid gap-3.5" key={block.id}>
      <OwnProperties block={block} change={change} />
      {block.type !== 'columns' && block.type !== 'spacer' && (
        <AlignField
          value={style.align}
          onChange={(align) => change({ ...block, style: { ...style, align } }, 'align')}
        />
      )}
      <PaddingField
        value={style.padding}
        onChange={(padding) => change({ ...block, style: { ...style, padding } }, 'padding')}
      />
      <ColourField
        label={t('background')}
        value={style.background}
        inherited="#ffffff"
        onChange={(background) => change({ ...block, style: { ...style, background } }, 'background')}
      />
    </div>
  );
}

type OwnProps = { block: Block; change: (next: Block, key: string) => void };

function OwnProperties({ block, change }: OwnProps) {
  const t = useTranslations('editor.property');
  const { settings } = useEditorContext();
  switch (block.type) {
    case 'heading':
      return (
        <>
          <Field label={t('level')}>
            <Select
              value={String(block.level)}
              onValueChange={(level) => change({ ...block, level: level === '1' ? 1 : level === '2' ? 2 : 3 }, 'level')}
              options={['1', '2', '3'].map((value) => ({ value, label: t('levelOf', { level: value }) }))}
            />
          </Field>
          <TextLook block={block} usual={headingSizes[block.level]} change={change} />
        </>
      );
    case 'text':
      return <TextLook block={block} usual={settings.fontSize} change={change} />;
    case 'image':
      return (
        <>
          <TemplateField
            label={t('alt')}
            help={t('altHelp')}
            value={block.alt}
            onChange={(alt) => change({ ...block, alt }, 'alt')}
          />
          <UrlField label={t('imageLink')} value={block.href} onChange={(href) => change({ ...block, href }, 'href')} />
          <NumberField
            label={t('width')}
            value={block.width}
            min={8}
            max={1600}
            placeholder={t('wholeWidth')}
            onChange={(width) => change({ ...block, width }, 'width')}
          />
          <NumberField
            label={t('radius')}
            value={block.radius}
            min={0}
            max={100}
            onChange={(radius) => change({ ...block, radius: radius ?? 0 }, 'radius')}
          />
        </>
      );
    case 'button':
      return (
        <>
          <UrlField label={t('link')} value={block.href} onChange={(href) => change({ ...block, href }, 'href')} />
          <ColourField
            label={t('fill')}
            value={block.fill}
            inherited={settings.linkColor}
            onChange={(fill) => change({ ...block, fill }, 'fill')}
          />
          <ColourField
            label={t('ink')}
            value={block.ink}
            inherited="#ffffff"
            onChange={(ink) => change({ ...block, ink }, 'ink')}
          />
          <NumberField
            label={t('radius')}
            value={block.radius}
            min={0}
            max={100}
            onChange={(radius) => change({ ...block, radius: radius ?? 0 }, 'radius')}
          />
          <Checkbox
            label={t('fullWidth')}
            checked={block.fullWidth}
            onCheckedChange={(checked) => change({ ...block, fullWidth: checked === true }, 'fullWidth')}
          />
        </>
      );
    case 'divider':
      return (
        <>
          <ColourField
            label={t('color')}
            value={block.color}
            inherited={null}
            onChange={(color) => change({ ...block, color: color ?? block.color }, 'color')}
          />
          <NumberField
            label={t('thickness')}
            value={block.thickness}
            min={1}
            max={12}
            onChange={(thickness) => change({ ...block, thickness: thickness ?? 1 }, 'thickness')}
          />
          <NumberField
            label={t('width')}
            value={block.width}
            min={10}
            max={100}
            suffix="%"
            onChange={(width) => change({ ...block, width: width ?? 100 }, 'width')}
          />
        </>
      );
    case 'spacer':
      return (
        <NumberField
          label={t('height')}
          value={block.height}
          min={4}
          max={200}
          onChange={(height) => change({ ...block, height: height ?? 24 }, 'height')}
        />
      );
    case 'links':
      return (
        <>
          <LinksProperties block={block} onChange={change} />
          <TextLook block={block} usual={settings.fontSize} inherited={settings.linkColor} change={change} />
        </>
      );
    case 'columns':
      return <ColumnsProperties block={block} onChange={(next) => change(next, 'columns')} />;
  }
}

type TextBlock = Extract<Block, { type: 'heading' | 'text' | 'links' }>;
type TextLookProps = { block: TextBlock; usual: number; inherited?: string; change: OwnProps['change'] };

function TextLook({ block, usual, inherited, change }: TextLookProps) {
  const t = useTranslations('editor.property');
  const { settings } = useEditorContext();
  return (
    <>
      <NumberField
        label={t('fontSize')}
        value={block.fontSize}
        min={8}
        max={72}
        placeholder={String(usual)}
        onChange={(fontSize) => change({ ...block, fontSize }, 'fontSize')}
      />
      <ColourField
        label={t('color')}
        value={block.color}
        inherited={inherited ?? settings.color}
        onChange={(color) => change({ ...block, color }, 'color')}
      />
    </>
  );
}
