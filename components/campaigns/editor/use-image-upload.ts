'use client';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { UploadedImage } from './picture-answer.ts';
import { uploadPicture } from './upload-picture.ts';

/** One picture's upload with its progress, and the sentence where it is refused. */
export function useImageUpload(onDone: (image: UploadedImage) => void) {
  const t = useTranslations('editor.image');
  const { workspace } = useParams<{ workspace: string }>();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string>();
  const running = useRef<AbortController | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => () => running.current?.abort(), []);

  async function start(file: File): Promise<void> {
    setError(undefined);
    setProgress(0);
    running.current = new AbortController();
    const { signal } = running.current;
    const upload = await uploadPicture(workspace, file, { onProgress: setProgress, signal });
    setProgress(null);
    if (upload.ok) done.current(upload.image);
    else setError(t(`refused.${upload.reason}`));
  }
  return { start: (file: File) => void start(file), progress, error };
}
