'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { FooterBlock } from '#shared/document/schema.ts';
import { parseTemplate } from '#shared/document/template.ts';
import { boxStyle, frameId } from './block-frame.ts';
import { useEditorContext } from './editor-context.tsx';

/** Who sends, why, and the two links that always stand; written at the right. */
export function CanvasFooter({ footer }: { footer: FooterBlock }) {
  const t = useTranslations('editor');
  const { dispatch, selected, workspace, variableLabel, paint } = useEditorContext();
  const chosen = selected === footer.id;
  const read = (source: string) => {
    const parsed = parseTemplate(source);
    if (!parsed.ok) return source;
    return parsed.parts
      .map((part) => {
        if (typeof part === 'string') return part;
        return part.name === 'workspace.name' ? workspace : `[${part.fallback || variableLabel(part.name)}]`;
      })
      .join('');
  };
  const link = { color: paint.ink(footer.linkColor ?? footer.color), textDecoration: 'underline' };
  return (
    <button
      type="button"
      id={frameId(footer.id)}
      aria-label={t('block.footer')}
      aria-pressed={chosen}
      onClick={() => dispatch({ type: 'select', id: footer.id })}
      className={clsx(
        'block w-full rounded-none! outline-2 -outline-offset-1',
        chosen ? 'outline-accent' : 'outline-transparent hover:outline-line-strong',
      )}
      style={{ ...boxStyle(footer.style, paint), color: paint.ink(footer.color), fontSize: footer.fontSize }}
    >
      {[footer.identity, footer.reason]
        .filter((source) => source.trim() !== '')
        .map((source) => (
          <span key={source} className="mb-2 block">
            {read(source)}
          </span>
        ))}
      <span style={link}>{read(footer.unsubscribeLabel)}</span>
      {' \u00a0·\u00a0 '}
      <span style={link}>{read(footer.withoutTrackingLabel)}</span>
    </button>
  );
}
