'use client';
import { useMutation } from '@tanstack/react-query';
import { Paperclip, Trash2 } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { CampaignFileRow } from '#server/modules/campaigns/schemas.ts';
import { fileLimits } from '#server/modules/campaigns/values.ts';
import { attachedBytes } from '#shared/campaign-checks.ts';
import type { Autosave } from './use-autosave.ts';

const fileSchema = z.object({ id: z.string(), name: z.string(), contentType: z.string(), bytes: z.number() });
const answerSchema = z.object({ revision: z.number(), file: fileSchema });
const refusalSchema = z.object({ message: z.string() });

type Props = {
  campaignId: string;
  files: readonly CampaignFileRow[];
  onChange: (files: CampaignFileRow[]) => void;
  save: Pick<Autosave, 'run'>;
  onClose: () => void;
};

/** What goes along with the message, and what that costs. */
export function FilesDialog({ campaignId, files, onChange, save, onClose }: Props) {
  const t = useTranslations('editor.files');
  const tErrors = useTranslations('errors.reasons');
  const trpc = useTRPC();
  const { workspace } = useParams<{ workspace: string }>();
  const sentence = useErrorSentence();
  const { bytes: size } = useNumbers();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const remove = useMutation(trpc.campaigns.removeFile.mutationOptions());
  const total = files.reduce((sum, file) => sum + file.bytes, 0);

  async function attach(file: File): Promise<void> {
    setError(undefined);
    if (total + file.size > fileLimits.bytes) return setError(tErrors('files-too-large'));
    setBusy(true);
    try {
      const done = await save.run(async (over) => {
        const query = new URLSearchParams({ name: file.name, over: String(over) });
        const answer = await fetch(`/api/w/${workspace}/campaigns/${campaignId}/files?${query}`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: file,
        });
        const body: unknown = await answer.json();
        const refused = refusalSchema.safeParse(body);
        if (!answer.ok) throw new Refused(refused.success ? refused.data.message : '');
        return answerSchema.parse(body);
      });
      if (done) onChange([...files, done.file]);
      else setError(t('unsaved'));
    } catch (cause) {
      setError(cause instanceof Refused && cause.message !== '' ? cause.message : sentence(cause));
    }
    setBusy(false);
  }
  async function takeOff(fileId: string): Promise<void> {
    setError(undefined);
    try {
      const done = await save.run((over) => remove.mutateAsync({ id: campaignId, fileId, over }));
      if (done) onChange(files.filter(({ id }) => id !== fileId));
      else setError(t('unsaved'));
    } catch (cause) {
      setError(sentence(cause));
    }
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('description')}>
      <div className="grid gap-4">
        {files.length > 0 && (
          <ul className="grid divide-y divide-line rounded-in border border-line">
            {files.map((file) => (
              <li key={file.id} className="flex items-center gap-2.5 px-3 py-2">
                <Paperclip aria-hidden className="shrink-0 text-ink-3" />
                <span className="min-w-0 flex-1 truncate">{file.name}</span>
                <span className="text-caption text-ink-3 tabular-nums">{size(file.bytes)}</span>
                <IconButton
                  size="s"
                  label={t('remove', { name: file.name })}
                  icon={<Trash2 />}
                  disabled={busy || remove.isPending}
                  onClick={() => void takeOff(file.id)}
                />
              </li>
            ))}
          </ul>
        )}
        {files.length > 0 && <Notice tone="wait">{t('warning', { size: size(attachedBytes(files)) })}</Notice>}
        {error !== undefined && <Notice tone="bad">{error}</Notice>}
        {files.length < fileLimits.count && (
          <FileDrop
            label={t('choose')}
            hint={t('limits', { left: size(fileLimits.bytes - total), count: fileLimits.count })}
            busy={busy}
            onFile={(file) => void attach(file)}
          />
        )}
      </div>
    </Dialog>
  );
}

/** The server's own sentence. */
class Refused extends Error {}
