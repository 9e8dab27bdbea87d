'use client';
import { Images, ImageUp, LoaderCircle } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import type { Block } from '#shared/document/schema.ts';
import { boxStyle } from './block-frame.ts';
import { useEditorContext } from './editor-context.tsx';
import { useImageUpload } from './use-image-upload.ts';

type ImageBlockData = Extract<Block, { type: 'image' }>;
type Props = { block: ImageBlockData; chosen: boolean; onChange: (next: Block) => void };

const ImageLibrary = dynamic(() => import('./image-library.tsx').then((module) => module.ImageLibrary));

export const imageAddress = (src: string) => (/^[0-9a-f]{64}$/.test(src) ? `/i/${src}` : src);

/** A picture, or the place where one is dropped or chosen; uploads where it stands. */
export function ImageBlock({ block, chosen, onChange }: Props) {
  const t = useTranslations('editor.image');
  const { percent } = useNumbers();
  const { paint } = useEditorContext();
  const [library, setLibrary] = useState(false);
  const [over, setOver] = useState(false);
  const take = (image: { hash: string; alt: string }) =>
    onChange({ ...block, src: image.hash, alt: block.alt || image.alt, width: null, height: null });
  const upload = useImageUpload(take);

  function onDrop(event: DragEvent): void {
    const [file] = event.dataTransfer.files;
    setOver(false);
    if (!file) return;
    event.preventDefault();
    upload.start(file);
  }
  const picker = (
    <input
      type="file"
      accept="image/png,image/jpeg,image/gif,image/webp"
      aria-label={block.src === '' ? t('choose') : t('replace')}
      disabled={upload.progress !== null}
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        if (file) upload.start(file);
        event.target.value = '';
      }}
      className="absolute inset-0 cursor-pointer opacity-0"
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the pointer; the file input inside serves everybody
    <div
      style={boxStyle(block.style, paint)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {block.src !== '' && upload.progress === null ? (
        <span className="relative inline-block max-w-full align-top">
          {/* biome-ignore lint/performance/noImgElement: the message's own picture, in the size it will have there */}
          <img
            src={imageAddress(block.src)}
            alt={block.alt}
            className="block max-w-full"
            style={{
              width: block.width ?? '100%',
              height: block.height ?? 'auto',
              borderRadius: block.radius,
              ...(over ? { opacity: 0.5 } : {}),
            }}
          />
          {chosen && (
            <span className="absolute right-2 bottom-2 inline-flex h-7 items-center gap-1.5 rounded-in border border-line bg-raised px-2.5 font-sans text-table font-medium text-ink shadow-pop has-focus-visible:shadow-(--focus)">
              <ImageUp aria-hidden />
              {t('replace')}
              {picker}
            </span>
          )}
        </span>
      ) : (
        <span
          className={`relative grid justify-items-center gap-1.5 rounded-in border border-dashed px-4 py-8 font-sans text-table has-focus-visible:shadow-(--focus) ${over ? 'border-accent bg-accent-wash text-accent' : 'border-line-strong bg-panel text-ink-2'}`}
        >
          {upload.progress === null ? <ImageUp aria-hidden /> : <LoaderCircle aria-hidden className="animate-spin" />}
          <span className="font-medium">
            {upload.progress === null ? t('choose') : t('uploading', { done: percent(upload.progress) })}
          </span>
          <span className="text-caption text-ink-3">{t('limits')}</span>
          {upload.progress === null && picker}
        </span>
      )}
      {chosen && upload.progress === null && (
        <span className="mt-1.5 block font-sans" style={{ textAlign: 'center' }}>
          <Button size="s" icon={<Images />} onClick={() => setLibrary(true)}>
            {t('fromLibrary')}
          </Button>
        </span>
      )}
      {library && <ImageLibrary onClose={() => setLibrary(false)} onChoose={take} />}
      <p role="alert" className="mt-1.5 font-sans text-caption font-medium text-bad empty:hidden">
        {upload.error}
      </p>
    </div>
  );
}
