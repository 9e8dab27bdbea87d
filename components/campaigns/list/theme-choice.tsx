'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { useFieldControl } from '#components/ui/field.tsx';
import { type ThemeName, themeNames } from '#server/modules/campaigns/values.ts';
import { emptyDocument, presetDocument } from '#shared/document/presets.ts';
import type { Block, NewsletterDocument } from '#shared/document/schema.ts';
import { TemplateThumbnail } from '../templates/template-thumbnail.tsx';

const documentOf = (theme: ThemeName) => (theme === 'empty' ? emptyDocument('it') : presetDocument(theme, 'it'));

type Props = {
  /** A theme's name, or a template's id. */
  value: string;
  onChange: (value: string) => void;
  templates: readonly { id: string; name: string; previewUrl: string }[];
};

/** The themes as small drawings of what they hold, in their own colours; the workspace's templates as they are, made small. */
export function ThemeChoice({ value, onChange, templates }: Props) {
  const t = useTranslations('campaigns.create.themes');
  const control = useFieldControl();
  const name = useId();
  const item = (of: string, inside: ReactNode) => (
    <label
      key={of}
      className="relative grid cursor-pointer content-start gap-2 rounded-out border border-line p-2 text-table text-ink-2 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-wash has-checked:font-medium has-checked:text-accent"
    >
      <input
        type="radio"
        name={name}
        value={of}
        checked={of === value}
        onChange={() => onChange(of)}
        className="absolute inset-0 size-full cursor-pointer appearance-none rounded-out"
      />
      {inside}
    </label>
  );
  return (
    <div role="radiogroup" {...control} className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {themeNames.map((theme) =>
        item(
          theme,
          <>
            <Miniature document={documentOf(theme)} />
            {t(theme)}
          </>,
        ),
      )}
      {templates.map((template) =>
        item(
          template.id,
          <>
            <TemplateThumbnail name={template.name} previewUrl={template.previewUrl} className="h-28" />
            <span className="truncate">{template.name}</span>
          </>,
        ),
      )}
    </div>
  );
}

function Miniature({ document }: { document: NewsletterDocument }) {
  const { settings } = document;
  return (
    <span
      aria-hidden
      className="block h-28 overflow-hidden rounded-in px-3 pt-2"
      style={{ background: settings.background }}
    >
      <span className="grid h-full content-start gap-1.5 p-2" style={{ background: settings.contentBackground }}>
        {document.blocks.map((block) => (
          <Shape key={block.id} block={block} ink={settings.color} accent={settings.linkColor} />
        ))}
      </span>
    </span>
  );
}

function Shape({ block, ink, accent }: { block: Block; ink: string; accent: string }) {
  const bar = 'block rounded-full';
  switch (block.type) {
    case 'heading':
      return <span className={`${bar} h-1.5 w-3/5`} style={{ background: ink, opacity: 0.8 }} />;
    case 'text':
      return (
        <span className="grid gap-0.5">
          <span className={`${bar} h-0.5 w-full`} style={{ background: ink, opacity: 0.35 }} />
          <span className={`${bar} h-0.5 w-4/5`} style={{ background: ink, opacity: 0.35 }} />
        </span>
      );
    case 'image':
      return <span className="block h-7 rounded-[3px]" style={{ background: accent, opacity: 0.25 }} />;
    case 'button':
      return <span className="block h-2 w-8 rounded-[3px]" style={{ background: accent }} />;
    case 'divider':
      return <span className="block h-px" style={{ background: ink, opacity: 0.2 }} />;
    case 'columns':
      return (
        <span className="grid grid-cols-2 gap-2">
          {block.columns.map((column) => (
            <span key={column.id} className="grid content-start gap-1">
              {column.blocks.map((inner) => (
                <Shape key={inner.id} block={inner} ink={ink} accent={accent} />
              ))}
            </span>
          ))}
        </span>
      );
    case 'spacer':
      return <span className="block h-1" />;
  }
}
