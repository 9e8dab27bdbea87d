'use client';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { Block } from '#shared/document/schema.ts';
import { boxStyle } from './block-frame.ts';
import { useEditorContext } from './editor-context.tsx';

const unfinished = { borderStyle: 'dashed', textDecorationStyle: 'dashed' } as const;

export type LinksBlockData = Extract<Block, { type: 'links' }>;

/** The row as the message draws it; written at the right. An entry without an address is dashed: it will not be there. */
export function LinksBlock({ block }: { block: LinksBlockData }) {
  const t = useTranslations('editor.links');
  const { settings, paint } = useEditorContext();
  const color = paint.ink(block.color ?? settings.linkColor);
  const pill = {
    display: 'inline-block',
    margin: 3,
    padding: '6px 14px',
    border: `1px solid ${block.color ?? settings.linkColor}`,
    borderRadius: 16,
  };
  return (
    <div style={{ ...boxStyle(block.style, paint), color, fontSize: block.fontSize ?? undefined }}>
      {block.items.length === 0 && <span>{t('empty')}</span>}
      {block.items.map(({ label, href }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <Fragment key={index}>
          {index > 0 && block.look === 'line' && ' \u00a0·\u00a0 '}
          <span
            style={{
              ...(block.look === 'pills' ? pill : { textDecoration: 'underline' }),
              ...(label.trim() === '' || href === '' ? unfinished : {}),
            }}
          >
            {label || t('unnamed')}
          </span>
        </Fragment>
      ))}
    </div>
  );
}
