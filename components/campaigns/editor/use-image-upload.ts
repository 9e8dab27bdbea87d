'use client';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { imageLimits } from '#server/modules/campaigns/schemas.ts';

const answerSchema = z.object({ hash: z.string(), width: z.number(), height: z.number(), name: z.string() });
const refusalSchema = z.object({ reason: z.string() });
export type UploadedImage = z.infer<typeof answerSchema>;

const reasons = ['too-large', 'not-an-image', 'format', 'too-many-pixels'] as const;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends a picture to the workspace's images; XMLHttpRequest, because fetch tells nothing of an upload's progress. */
export function useImageUpload(onDone: (image: UploadedImage) => void) {
  const t = useTranslations('editor.image');
  const { workspace } = useParams<{ workspace: string }>();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string>();
  const running = useRef<XMLHttpRequest | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => () => running.current?.abort(), []);

  function start(file: File): void {
    setError(undefined);
    if (file.size > imageLimits.bytes) return void setError(t('refused.too-large'));
    const request = new XMLHttpRequest();
    running.current = request;
    setProgress(0);
    request.upload.onprogress = (event) => setProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => {
      setProgress(null);
      setError(t('refused.offline'));
    };
    request.onload = () => {
      setProgress(null);
      const body = parsed(request.responseText);
      const image = answerSchema.safeParse(body);
      if (request.status === 200 && image.success) return done.current(image.data);
      const refusal = refusalSchema.safeParse(body);
      const reason = reasons.find((each) => refusal.success && each === refusal.data.reason);
      setError(t(`refused.${reason ?? 'offline'}`));
    };
    request.open('POST', `/api/w/${workspace}/images?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  }
  return { start, progress, error };
}
