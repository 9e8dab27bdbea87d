'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { TemplateRow } from '../campaign-types.ts';
import { TemplateThumbnail } from './template-thumbnail.tsx';

const RenameTemplate = dynamic(() => import('./rename-template.tsx').then((module) => module.RenameTemplate));

type Props = { base: string; may: { write: boolean } };

/** The messages that the workspace keeps to begin others from. */
export function TemplatesPage({ base, may }: Props) {
  const t = useTranslations('campaigns.templates');
  const tCampaigns = useTranslations('campaigns');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const templates = useQuery(trpc.campaigns.templates.queryOptions());
  const rows = templates.data ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        count={templates.data?.length}
        parent={{ href: base, label: tCampaigns('title') }}
      />
      <PageBody>
        {templates.isError && <Notice tone="bad">{sentence(templates.error)}</Notice>}
        {templates.isPending && <Skeleton className="h-72 w-full" />}
        {templates.isSuccess && rows.length === 0 && (
          <EmptyState
            icon={<BookmarkPlus />}
            title={t('empty')}
            action={
              <Button asChild>
                <Link href={base}>{t('toCampaigns')}</Link>
              </Button>
            }
          >
            {t('emptyBody')}
          </EmptyState>
        )}
        <ul className="grid grid-cols-1 gap-4 min-[480px]:grid-cols-2 lg:grid-cols-3">
          {rows.map((template) => (
            <li key={template.id}>
              <TemplateCard template={template} base={base} mayWrite={may.write} />
            </li>
          ))}
        </ul>
      </PageBody>
    </>
  );
}

function TemplateCard({ template, base, mayWrite }: { template: TemplateRow; base: string; mayWrite: boolean }) {
  const t = useTranslations('campaigns.templates');
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const language = useLocale() === 'en' ? ('en' as const) : ('it' as const);
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const { id, name } = template;
  const begin = useMutation(
    trpc.campaigns.create.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: ({ id: campaign }) => router.push(`${base}/${campaign}/edit`),
    }),
  );
  const remove = useMutation(trpc.campaigns.deleteTemplate.mutationOptions());
  const refresh = () => client.invalidateQueries({ queryKey: trpc.campaigns.templates.queryKey() });
  return (
    <article aria-label={name} className="grid gap-3 rounded-out border border-line bg-panel p-3">
      <TemplateThumbnail name={name} previewUrl={template.previewUrl} className="h-52 border border-line" />
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-medium">{name}</h2>
          <p className="text-caption text-ink-3">
            <DateTime at={template.updatedAt} style="day" />{' '}
            {template.actorName && t('by', { name: template.actorName })}
          </p>
        </div>
        {mayWrite && (
          <Menu
            label={t('label', { name })}
            trigger={<IconButton size="s" label={t('label', { name })} icon={<Ellipsis />} />}
          >
            <MenuItem icon={<Pencil />} onSelect={() => setOpen('rename')}>
              {t('rename')}
            </MenuItem>
            <MenuItem icon={<Trash2 />} tone="bad" onSelect={() => setOpen('delete')}>
              {t('delete')}
            </MenuItem>
          </Menu>
        )}
      </div>
      {mayWrite && (
        <Button
          size="s"
          busy={begin.isPending}
          onClick={() => begin.mutate({ name, theme: 'empty', templateId: id, language })}
        >
          {t('use')}
        </Button>
      )}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : null)}
        title={t('deleteTitle')}
        confirmLabel={t('delete')}
        onConfirm={async () => {
          await remove.mutateAsync({ id });
          await refresh();
        }}
      >
        {t('deleteBody', { name })}
      </ConfirmDialog>
      {open === 'rename' && <RenameTemplate template={template} onDone={refresh} onClose={() => setOpen(null)} />}
    </article>
  );
}
