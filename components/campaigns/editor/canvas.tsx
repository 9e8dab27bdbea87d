'use client';
import { useDroppable } from '@dnd-kit/core';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { fontStacks } from '#shared/document/font-stacks.ts';
import type { Block, NewsletterDocument } from '#shared/document/schema.ts';
import type { Place } from './block-tree.ts';
import { CanvasBlock } from './canvas-block.tsx';
import { CanvasFooter } from './canvas-footer.tsx';
import { type Device, useEditorContext } from './editor-context.tsx';

const phoneWidth = 360;

type Props = { document: NewsletterDocument; device: Device; drop: Place | null };

/** The message at its real width, written where it stands. A mail keeps its own colours in a dark interface. */
export function Canvas({ document, device, drop }: Props) {
  const t = useTranslations('editor');
  const { dispatch, paint } = useEditorContext();
  const { settings, blocks, footer } = document;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the blocks deselects; Escape does the same by keyboard
    <section
      aria-label={t('canvas')}
      className="min-h-full px-2 py-14 sm:px-6"
      style={{ background: paint.ground(settings.background) }}
      onClick={(event) => {
        if (event.target === event.currentTarget) dispatch({ type: 'select', id: null });
      }}
    >
      <div
        className="mx-auto w-full transition-[max-width] duration-150"
        style={{
          colorScheme: 'light',
          maxWidth: device === 'phone' ? phoneWidth : settings.width,
          background: paint.ground(settings.contentBackground),
          color: paint.ink(settings.color),
          fontFamily: fontStacks[settings.font],
          fontSize: settings.fontSize,
          lineHeight: settings.lineHeight,
          ...{ '--mail-link': paint.ink(settings.linkColor) },
        }}
      >
        <BlockList parent={null} blocks={blocks} drop={drop} />
        <CanvasFooter footer={footer} />
      </div>
    </section>
  );
}

/** The blocks of the document or of one column, with the line where a dragged one would land. */
export function BlockList({
  parent,
  blocks,
  drop,
}: {
  parent: string | null;
  blocks: readonly Block[];
  drop: Place | null;
}) {
  const t = useTranslations('editor');
  const place = { parent, index: blocks.length };
  const { setNodeRef } = useDroppable({ id: `list-${parent ?? 'root'}`, data: { place, block: false } });
  const here = drop !== null && drop.parent === parent ? drop.index : -1;
  return (
    <div ref={setNodeRef} className="min-h-10">
      {blocks.map((block, index) => (
        <Fragment key={block.id}>
          {here === index && <DropLine />}
          <CanvasBlock
            block={block}
            place={{ parent, index }}
            count={blocks.length}
            renderList={(column, inner) => <BlockList parent={column} blocks={inner} drop={drop} />}
          />
        </Fragment>
      ))}
      {here === blocks.length && <DropLine />}
      {blocks.length === 0 && here < 0 && (
        <p className="m-2 rounded-in border border-dashed border-line-strong px-3 py-4 text-center font-sans text-table text-ink-3">
          {t(parent === null ? 'emptyCanvas' : 'emptyColumn')}
        </p>
      )}
    </div>
  );
}

function DropLine() {
  return <div aria-hidden className="relative z-10 -my-0.5 h-1 rounded-full bg-accent" />;
}
