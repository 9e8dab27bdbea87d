'use client';
import { Repeat2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';

const ResendDialog = whenOpened(() => import('./resend-dialog.tsx').then((module) => module.ResendDialog));

const ended: ReadonlySet<string> = new Set(['finished', 'closed', 'cancelled']);
type Props = { campaignId: string; state: string | undefined; base: string };

/** On an ended campaign's page: again, to some of those who got it. */
export function ResendButton({ campaignId, state, base }: Props) {
  const t = useTranslations('campaigns.resend');
  const mayWrite = useMemberRight('campaigns:write');
  const [open, setOpen] = useState(false);
  if (!mayWrite || !state || !ended.has(state)) return null;
  return (
    <>
      <Button icon={<Repeat2 />} onClick={() => setOpen(true)}>
        {t('action')}
      </Button>
      <ResendDialog campaignId={campaignId} base={base} open={open} onOpenChange={setOpen} />
    </>
  );
}
