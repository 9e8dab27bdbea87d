'use client';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type Dispatch, useCallback, useRef } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { type DocumentLanguage, narrow, newBlock, newId } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import { placeOf } from './block-tree.ts';
import type { EditorAction } from './editor-state.ts';
import { uploadPicture } from './upload-picture.ts';

/** Uploads what was pasted and puts each picture behind the block it was pasted into; says what could not be taken. */
export function usePastedPictures(
  blocks: readonly Block[],
  language: DocumentLanguage,
  dispatch: Dispatch<EditorAction>,
): (files: File[], remote: number, blockId: string) => void {
  const t = useTranslations('editor');
  const { workspace } = useParams<{ workspace: string }>();
  const toast = useToast();
  const latest = useRef(blocks);
  latest.current = blocks;

  const paste = useCallback(
    async (files: File[], remote: number, blockId: string): Promise<void> => {
      if (remote > 0) toast({ title: t('paste.remote', { count: remote }), body: t('paste.remoteBody'), tone: 'wait' });
      let before = blockId;
      for (const file of files) {
        const upload = await uploadPicture(workspace, file);
        if (!upload.ok) {
          toast({ title: t('paste.refused'), body: t(`image.refused.${upload.reason}`), tone: 'bad' });
          continue;
        }
        const place = placeOf(latest.current, before);
        const block = newBlock('image', newId(), language);
        if (!place || block.type !== 'image') return;
        const image = { ...block, src: upload.image.hash, alt: upload.image.alt };
        const fitting = place.parent === null ? image : narrow(image);
        dispatch({ type: 'insert', block: fitting, place: { ...place, index: place.index + 1 } });
        before = image.id;
      }
    },
    [dispatch, language, t, toast, workspace],
  );
  return useCallback((files, remote, blockId) => void paste(files, remote, blockId), [paste]);
}
