'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useBase } from '#components/contacts/use-base.ts';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Card } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { FormFrame, FormTabs } from '../form-frame.tsx';
import { FormState } from '../form-state.tsx';
import type { FormDetail } from '../form-types.ts';
import { FieldsSection } from './fields-section.tsx';
import { FormPreview } from './form-preview.tsx';
import { GroupsSection } from './groups-section.tsx';
import { IssuesList } from './issues-list.tsx';
import { LookSection } from './look-section.tsx';
import { useAttributes } from './use-attributes.ts';
import { useFormDraft } from './use-form-draft.ts';
import { ConsentsSection, TextsSection } from './words-sections.tsx';

/** Fetches the draft anew each time it is opened: an older copy could not be saved. Who may not write sees it as it is. */
export function BuilderPage({ id }: { id: string }) {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  const [generation, setGeneration] = useState(0);
  const form = useQuery({
    ...trpc.forms.get.queryOptions({ id }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    enabled: mayWrite,
  });
  if (!mayWrite) return <FormFrame id={id}>{(shown) => <ReadOnly form={shown} />}</FormFrame>;
  if (form.data && form.isFetchedAfterMount) {
    // What is read again after publishing leaves the builder as it is; only Reload, in a conflict, begins it anew.
    const reload = async () => {
      await form.refetch();
      setGeneration((before) => before + 1);
    };
    return <Builder key={generation} form={form.data} onReload={reload} />;
  }
  return (
    <>
      <PageHeader title={t('one')} parent={{ href: `${base}/forms`, label: t('title') }} tabs={<FormTabs id={id} />} />
      <PageBody width="full">
        {form.isError ? (
          <LoadFailed error={form.error} onRetry={() => void form.refetch()} />
        ) : (
          <Skeleton className="h-96 w-full" />
        )}
      </PageBody>
    </>
  );
}

function ReadOnly({ form }: { form: FormDetail }) {
  const attributes = useAttributes();
  return <FormPreview form={form} definition={form.definition} attributes={attributes} />;
}

function Builder({ form, onReload }: { form: FormDetail; onReload: () => Promise<void> }) {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const { base } = useBase();
  const toast = useToast();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const attributes = useAttributes();
  const { draft, change, rename, flush, overwrite, ...save } = useFormDraft(form);
  const publish = useMutation(trpc.forms.publish.mutationOptions());
  const { definition } = draft;
  const ready = !save.issues.some(({ severity }) => severity === 'error');

  async function onPublish(): Promise<void> {
    const revision = await flush();
    if (revision === null) return;
    try {
      await publish.mutateAsync({ id: form.id, revision });
      toast({ title: t('publish.done'), body: t('publish.doneBody') });
      await queries.invalidateQueries(trpc.forms.pathFilter());
    } catch (error) {
      toast({ title: sentence(error), tone: 'bad' });
    }
  }

  return (
    <>
      <PageHeader
        title={draft.name || t('one')}
        parent={{ href: `${base}/forms`, label: t('title') }}
        badge={<FormState form={{ ...form, revision: save.revision }} />}
        meta={<SaveState state={save.state} at={save.at} />}
        actions={
          <Button variant="primary" busy={publish.isPending} disabled={!ready} onClick={() => void onPublish()}>
            {t(form.publishedRevision === null ? 'publish.button' : 'publish.again')}
          </Button>
        }
        tabs={<FormTabs id={form.id} />}
      />
      <PageBody width="full">
        {save.conflict !== null && (
          <Notice
            tone="bad"
            live
            title={t('builder.conflict')}
            action={
              <span className="flex gap-2">
                <Button size="s" onClick={() => void onReload()}>
                  {t('builder.reload')}
                </Button>
                <Button size="s" onClick={overwrite}>
                  {t('builder.overwrite')}
                </Button>
              </span>
            }
          >
            {t('builder.conflictBody')}
          </Notice>
        )}
        {save.refused !== null && (
          <Notice tone="bad" live>
            {sentence(save.refused)}
          </Notice>
        )}
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(360px,44%)]">
          <div className="grid min-w-0 grid-cols-1 gap-4">
            <Card className="p-4">
              <Field label={t('builder.name')} help={t('builder.saved')}>
                <Input value={draft.name} maxLength={120} onChange={({ target }) => rename(target.value)} />
              </Field>
            </Card>
            <FieldsSection fields={definition.fields} attributes={attributes} onChange={change} />
            <TextsSection definition={definition} onChange={change} />
            <ConsentsSection definition={definition} form={form} onChange={change} />
            <GroupsSection definition={definition} onChange={change} />
            <LookSection definition={definition} onChange={change} />
          </div>
          <div className="grid min-w-0 grid-cols-1 gap-4 lg:sticky lg:top-[calc(var(--bar)+1rem)]">
            <IssuesList issues={save.issues} />
            <FormPreview form={form} definition={definition} attributes={attributes} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
