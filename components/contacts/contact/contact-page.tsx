'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Columns } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { useBase } from '../use-base.ts';
import { AboutSection } from './about-section.tsx';
import { BlockSection } from './block-section.tsx';
import { ConsentsSection } from './consents-section.tsx';
import { ExportContact, MergesSection } from './contact-actions.tsx';
import { ContactTimeline } from './contact-timeline.tsx';
import type { ContactDetail } from './contact-types.ts';
import { EventHistory } from './event-history.tsx';
import { MessageHistory } from './message-history.tsx';
import { TrackingSection } from './tracking-section.tsx';

const EditContactDialog = whenOpened(() =>
  import('./edit-contact-dialog.tsx').then((module) => module.EditContactDialog),
);

/** A contact: at the left what happened and what it consented to, at the right what is known of it. */
export function ContactPage({ id }: { id: string }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const sentence = useErrorSentence();
  const mayWrite = useMemberRight('contacts:write');
  const [editing, setEditing] = useState(false);
  const { data: contact, error } = useQuery(trpc.contacts.detail.queryOptions({ id }));
  const parent = { href: `${base}/contacts`, label: t('title') };
  if (error) {
    return (
      <>
        <PageHeader title={t('one')} parent={parent} />
        <PageBody>
          <Notice tone="bad">{sentence(error)}</Notice>
        </PageBody>
      </>
    );
  }
  const name = contact ? `${contact.firstName} ${contact.lastName}`.trim() || contact.address : t('one');
  const topic = contact?.topics[0];
  return (
    <>
      <PageHeader
        title={name}
        parent={parent}
        badge={topic && <StatusBadge status={topic.status} />}
        actions={
          contact &&
          mayWrite && (
            <Button icon={<Pencil />} onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          )
        }
      />
      <PageBody>
        <Columns
          main={
            <>
              {topic && topic.status !== 'active' && (
                <Notice tone="wait" title={t(`status.${topic.status}`)}>
                  {t(`why.${topic.status}`)}
                </Notice>
              )}
              {contact ? (
                <>
                  <ConsentsSection contact={contact} />
                  <TrackingSection contact={contact} />
                </>
              ) : (
                <Skeleton className="h-64 w-full" />
              )}
              <MessageHistory contactId={id} />
              <EventHistory contactId={id} />
              <ContactTimeline id={id} contact={contact} />
            </>
          }
          aside={
            contact ? (
              <>
                <AboutSection contact={contact} />
                <BlockSection contact={contact} />
                <MergesSection contact={contact} />
                <ExportContact contact={contact} />
                {mayWrite && <EraseContact contact={contact} name={name} />}
              </>
            ) : (
              <Skeleton className="h-64 w-full" />
            )
          }
        />
      </PageBody>
      {contact && <EditContactDialog contact={contact} open={editing} onOpenChange={setEditing} />}
    </>
  );
}

function EraseContact({ contact, name }: { contact: ContactDetail; name: string }) {
  const t = useTranslations('contacts.detail');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { base } = useBase();
  const erase = useMutation(trpc.contacts.erase.mutationOptions());
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" className="justify-self-start text-bad!">
          {t('erase')}
        </Button>
      }
      title={t('eraseTitle')}
      confirmLabel={t('erase')}
      tone="danger"
      typedName={name}
      onConfirm={async () => {
        await erase.mutateAsync({ id: contact.id });
        toast({ title: t('erased'), tone: 'good' });
        router.push(`${base}/contacts`);
        queries.removeQueries(trpc.contacts.detail.queryFilter({ id: contact.id }));
        await queries.invalidateQueries(trpc.contacts.list.pathFilter());
      }}
    >
      {t('eraseBody')}
    </ConfirmDialog>
  );
}
