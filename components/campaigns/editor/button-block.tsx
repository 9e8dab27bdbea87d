'use client';
import { useTranslations } from 'next-intl';
import type { Block } from '#shared/document/schema.ts';
import { parseTemplate } from '#shared/document/template.ts';
import { boxStyle } from './block-frame.ts';
import { useEditorContext } from './editor-context.tsx';
import { useDraft } from './use-draft.ts';

type ButtonBlockData = Extract<Block, { type: 'button' }>;

/** The button in its own look, with its label as an input that grows with it. */
export function ButtonBlock({ block, onChange }: { block: ButtonBlockData; onChange: (next: Block) => void }) {
  const t = useTranslations('editor');
  const { settings, paint } = useEditorContext();
  const label = useDraft(
    block.label,
    (text) => parseTemplate(text).ok,
    (text) => onChange({ ...block, label: text }),
  );
  return (
    <div style={boxStyle(block.style, paint)}>
      <span
        className="inline-grid max-w-full"
        style={{
          background: paint.ground(block.fill ?? settings.linkColor),
          color: paint.ink(block.ink ?? '#ffffff'),
          borderRadius: block.radius,
          padding: '12px 24px',
          fontWeight: 600,
          fontSize: settings.fontSize,
          lineHeight: 1.2,
          ...(block.fullWidth ? { width: '100%' } : {}),
        }}
      >
        <span aria-hidden className="invisible col-start-1 row-start-1 whitespace-pre">
          {label.text || t('buttonLabel')}
        </span>
        <input
          value={label.text}
          size={1}
          maxLength={200}
          placeholder={t('buttonLabel')}
          aria-label={t('buttonLabel')}
          aria-invalid={label.wrong || undefined}
          onChange={(event) => label.change(event.target.value)}
          className="col-start-1 row-start-1 w-full min-w-0 border-0 bg-transparent p-0 text-center text-inherit placeholder:text-inherit placeholder:opacity-70 focus-visible:shadow-none"
          style={{ font: 'inherit', color: 'inherit' }}
        />
      </span>
    </div>
  );
}
