'use client';
import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { CustomerFacts } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

const SuspendDialog = whenOpened(() => import('./suspend-dialog.tsx').then((module) => module.SuspendDialog));

/** Suspends a customer or lets it go on; the reason is mailed to its owners and shown in its portal. */
export function SuspendCustomer({ workspace }: { workspace: CustomerFacts['workspace'] }) {
  const t = useTranslations('backoffice.suspend');
  const may = useStaffRight('staff:content');
  const [open, setOpen] = useState(false);
  if (!may || workspace.state === 'ended') return null;
  const suspends = workspace.state === 'active';
  return (
    <>
      <Button icon={suspends ? <Pause /> : <Play />} onClick={() => setOpen(true)}>
        {t(suspends ? 'suspend' : 'resume')}
      </Button>
      <SuspendDialog
        open={open}
        onOpenChange={setOpen}
        workspaceId={workspace.id}
        name={workspace.name}
        suspends={suspends}
      />
    </>
  );
}
