'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ResendKind } from '#server/modules/campaigns/schemas.ts';
import type { ResendChoices } from '../campaign-types.ts';

type Props = { campaignId: string; base: string; open: boolean; onOpenChange: (open: boolean) => void };

/** Sends an ended campaign again to some of those who got it: whom, how many they are, and what can't be known. */
export function ResendDialog({ campaignId, base, open, onOpenChange }: Props) {
  const t = useTranslations('campaigns.resend');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const choices = useQuery({
    ...trpc.campaigns.resendChoices.queryOptions({ id: campaignId }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  const { data } = choices;
  const nobody = data?.ended && data.kinds.every(({ recipients }) => recipients === 0);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={data ? t('title', { name: data.origin.name }) : t('action')}
      size="m"
    >
      {choices.isError && <Notice tone="bad">{sentence(choices.error)}</Notice>}
      {choices.isPending && <Skeleton className="h-72 w-full" />}
      {data && !data.ended && <Notice>{t('notEnded')}</Notice>}
      {nobody && <Notice>{t('nobody')}</Notice>}
      {data?.ended && !nobody && <ResendForm choices={data} base={base} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function ResendForm({ choices, base, onDone }: { choices: ResendChoices; base: string; onDone: () => void }) {
  const t = useTranslations('campaigns.resend');
  const states = useTranslations('campaigns.state');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { origin, kinds, existing } = choices;
  const [to, setTo] = useState<ResendKind>(() => kinds.find(({ eligible }) => eligible > 0)?.to ?? 'non-clickers');
  const [typed, setTyped] = useState<string>();
  const [subject, setSubject] = useState(origin.subject);
  const name = typed ?? t(`suffix.${to}`, { name: origin.name }).slice(0, 200);
  const twin = existing.find((each) => each.to === to && each.state !== 'cancelled');
  const create = useMutation(
    trpc.campaigns.resend.mutationOptions({
      onSuccess: ({ id }) => {
        toast({ title: t('created'), tone: 'good' });
        onDone();
        router.push(`${base}/${id}/review`);
      },
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    }),
  );
  const help = useKindHelp();
  const chosen = kinds.find((kind) => kind.to === to);

  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ id: origin.id, to, name, subject, again: twin !== undefined });
  }
  return (
    <form onSubmit={submit} className="grid gap-5">
      <p className="text-pretty text-ink-2">{t('lead')}</p>
      <Field label={t('whom')}>
        <RadioGroup
          value={to}
          onValueChange={(value) => setTo(value as ResendKind)}
          options={kinds.map((kind) => ({
            value: kind.to,
            label: t(`kind.${kind.to}`),
            help: help(kind),
            disabled: kind.eligible === 0,
          }))}
        />
      </Field>
      <Field label={t('name')}>
        <Input value={name} required maxLength={200} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Field label={t('subject')} help={t('subjectHelp')}>
        <Input value={subject} maxLength={1000} onChange={(event) => setSubject(event.target.value)} />
      </Field>
      {twin && (
        <Notice tone="wait">
          {t.rich('exists', {
            link: () => (
              <Link key="twin" href={`${base}/${twin.id}`} className="font-medium text-accent hover:underline">
                {twin.name}
              </Link>
            ),
            state: states(twin.state).toLowerCase(),
          })}
        </Notice>
      )}
      {create.isError && (
        <Notice tone="bad" live>
          {sentence(create.error)}
        </Notice>
      )}
      <DialogActions>
        <Button type="submit" variant="primary" busy={create.isPending} disabled={!chosen || chosen.eligible === 0}>
          {t(twin ? 'submitAgain' : 'submit')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** How many a kind would meet, how far that can be known, and what to think of it. */
function useKindHelp(): (kind: ResendChoices['kinds'][number]) => string {
  const t = useTranslations('campaigns.resend');
  const { whole } = useNumbers();
  return ({ to, recipients, eligible, unknowable }) => {
    const parts = [
      eligible === recipients || recipients === 0
        ? `${t('count', { eligible, text: whole(eligible) })}.`
        : `${t('count', { eligible, text: whole(eligible) })} ${t('ofRecipients', { count: recipients, text: whole(recipients) })}.`,
    ];
    if (unknowable > 0)
      parts.push(t(to === 'non-openers' ? 'unknownOpens' : 'unknown', { count: unknowable, text: whole(unknowable) }));
    if (recipients > 0) parts.push(t(`help.${to}`));
    return parts.join(' ');
  };
}
