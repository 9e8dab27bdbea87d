'use client';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { ImageUp, Trash2 } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ImageRow } from '#server/modules/campaigns/schemas.ts';
import { uploadPicture } from './upload-picture.ts';

type Props = { onClose: () => void; onChoose: (image: ImageRow) => void };

/** Every picture of the workspace: found by words, uploaded several at once, described, taken out, used again. */
export function ImageLibrary({ onClose, onChoose }: Props) {
  const t = useTranslations('editor.library');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [described, setDescribed] = useState<Pick<ImageRow, 'id' | 'alt'>>();
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const pages = useInfiniteQuery({
    ...trpc.campaigns.images.infiniteQueryOptions(
      { limit: 24, ...(search === '' ? {} : { search }) },
      { getNextPageParam: (page) => page.next },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen = rows.find(({ id }) => id === chosenId);
  const use = (image: ImageRow) => {
    // Who describes a picture and uses it at once means what stands in the field, saved yet or not.
    onChoose(described?.id === image.id ? { ...image, alt: described.alt } : image);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} size="l">
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <Input
            type="search"
            value={text}
            placeholder={t('search')}
            aria-label={t('search')}
            className="max-w-72"
            onChange={(event) => setText(event.target.value)}
          />
          <UploadSeveral onUploaded={setChosenId} />
        </div>
        {pages.isError && <Notice tone="bad">{sentence(pages.error)}</Notice>}
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1fr)_240px]">
          <div className="grid content-start gap-3">
            {pages.isPending && <Skeleton className="h-48 w-full" />}
            {pages.isSuccess && rows.length === 0 && (
              <p className="py-6 text-center text-ink-3">{t(search === '' ? 'empty' : 'nothing')}</p>
            )}
            <ul aria-label={t('title')} className="grid grid-cols-2 gap-2 sm:grid-cols-3">
              {rows.map((image) => (
                <li key={image.id}>
                  <Tile image={image} chosen={image.id === chosenId} onChoose={() => setChosenId(image.id)} />
                </li>
              ))}
            </ul>
            {pages.hasNextPage && (
              <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('more')}
              </Button>
            )}
          </div>
          {chosen && (
            <ImageDetails
              key={chosen.id}
              image={chosen}
              onDescribed={(alt) => setDescribed({ id: chosen.id, alt })}
              onRemoved={() => setChosenId(null)}
            />
          )}
        </div>
        <DialogActions>
          <Button variant="primary" disabled={!chosen} onClick={() => chosen && use(chosen)}>
            {t('use')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function Tile({ image, chosen, onChoose }: { image: ImageRow; chosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={clsx(
        'grid w-full gap-1 rounded-in border p-1.5 text-left text-caption',
        chosen ? 'border-accent bg-accent-wash' : 'border-line hover:border-line-strong',
      )}
    >
      {/* biome-ignore lint/performance/noImgElement: the library's own picture, already small */}
      <img
        src={`/i/${image.hash}`}
        alt={image.alt}
        loading="lazy"
        className="aspect-[4/3] w-full rounded-in bg-sunken object-contain"
      />
      <span className="truncate">{image.name || image.hash.slice(0, 8)}</span>
    </button>
  );
}

type DetailsProps = { image: ImageRow; onDescribed: (alt: string) => void; onRemoved: () => void };

function ImageDetails({ image, onDescribed, onRemoved }: DetailsProps) {
  const t = useTranslations('editor.library');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { bytes } = useNumbers();
  const [name, setName] = useState(image.name);
  const [alt, setAlt] = useState(image.alt);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.campaigns.images.pathKey() });
  const fail = (error: unknown) => toast({ title: sentence(error), tone: 'bad' });
  const describe = useMutation(trpc.campaigns.describeImage.mutationOptions({ onError: fail, onSuccess: refresh }));
  const remove = useMutation(trpc.campaigns.setImageRemoved.mutationOptions({ onError: fail, onSuccess: refresh }));
  const keep = () => {
    if (name !== image.name || alt !== image.alt)
      describe.mutate({ id: image.id, name: name.trim() || image.name, alt });
  };
  function takeOut(): void {
    remove.mutate(
      { id: image.id, removed: true },
      {
        onSuccess: () => {
          onRemoved();
          toast({
            title: t('removed'),
            body: t('removedBody'),
            action: { label: t('putBack'), onSelect: () => remove.mutate({ id: image.id, removed: false }) },
          });
        },
      },
    );
  }
  return (
    <section aria-label={t('details')} className="grid content-start gap-3 max-sm:order-first">
      <Field label={t('name')}>
        <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} onBlur={keep} />
      </Field>
      <Field label={t('alt')} help={t('altHelp')}>
        <Input
          value={alt}
          maxLength={1000}
          onChange={(event) => {
            setAlt(event.target.value);
            onDescribed(event.target.value);
          }}
          onBlur={keep}
        />
      </Field>
      <p className="text-caption text-ink-3">
        {t('facts', { width: image.width, height: image.height, size: bytes(image.bytes) })}
      </p>
      <div>
        <Button size="s" icon={<Trash2 />} busy={remove.isPending} onClick={takeOut}>
          {t('remove')}
        </Button>
      </div>
    </section>
  );
}

/** Several files, one after the other; each that is refused says why. */
function UploadSeveral({ onUploaded }: { onUploaded: (id: string) => void }) {
  const t = useTranslations('editor.library');
  const tImage = useTranslations('editor.image');
  const trpc = useTRPC();
  const client = useQueryClient();
  const { workspace } = useParams<{ workspace: string }>();
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [refused, setRefused] = useState<{ name: string; why: string }[]>([]);

  async function upload(files: File[]): Promise<void> {
    setRefused([]);
    for (const [done, file] of files.entries()) {
      setAt({ done, of: files.length });
      const sent = await uploadPicture(workspace, file);
      if (!sent.ok) setRefused((before) => [...before, { name: file.name, why: tImage(`refused.${sent.reason}`) }]);
      else onUploaded(sent.image.id);
    }
    setAt(null);
    await client.invalidateQueries({ queryKey: trpc.campaigns.images.pathKey() });
  }
  return (
    <>
      <span className="relative inline-flex h-8 items-center gap-2 rounded-in border border-line bg-raised px-3 text-table font-medium has-focus-visible:shadow-(--focus)">
        <ImageUp aria-hidden />
        {at ? t('uploading', { done: at.done + 1, of: at.of }) : t('upload')}
        <input
          type="file"
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-label={t('upload')}
          disabled={at !== null}
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            void upload([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </span>
      {refused.length > 0 && (
        <ul role="alert" className="grid w-full gap-1 text-caption text-bad">
          {refused.map(({ name, why }) => (
            <li key={name}>
              <span className="font-medium">{name}</span>: {why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
