'use client';
import { Repeat2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ResendDialog } from './resend-dialog.tsx';

/** On an ended campaign's page: again, to some of those who got it. */
export function ResendButton({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('campaigns.resend');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Repeat2 />} onClick={() => setOpen(true)}>
        {t('action')}
      </Button>
      <ResendDialog campaignId={campaignId} base={base} open={open} onOpenChange={setOpen} />
    </>
  );
}
