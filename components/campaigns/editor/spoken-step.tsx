'use client';
import { useTranslations } from 'next-intl';
import type { Said } from './editor-state.ts';

/** Tells whoever doesn't see the canvas what the last step did to it. */
export function SpokenStep({ said }: { said: Said | null }) {
  const t = useTranslations('editor.said');
  const tBlock = useTranslations('editor.block');
  return (
    <span className="sr-only" role="status" aria-label={t('label')}>
      {/* A new element each time, so that the same words are said again. */}
      {said && <span key={said.step}>{sentence(said)}</span>}
    </span>
  );
  function sentence(step: Said): string {
    switch (step.kind) {
      case 'undone':
      case 'redone':
      case 'stays':
        return t(step.kind);
      case 'removed':
        return t('removed', { block: tBlock(step.type) });
      default: {
        const { index, count, column } = step;
        return t(step.kind, { block: tBlock(step.type), index, count, column: column ?? 0 });
      }
    }
  }
}
