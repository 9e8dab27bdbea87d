'use client';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';

const SendNowDialog = whenOpened(() => import('./send-now-dialog.tsx').then((module) => module.SendNowDialog));

type Props = { campaign: { id: string; name: string }; className?: string };

export function SendNowButton({ campaign, className = '' }: Props) {
  const t = useTranslations('campaigns.review.planned');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" icon={<Send />} className={className} onClick={() => setOpen(true)}>
        {t('sendNow')}
      </Button>
      <SendNowDialog campaign={campaign} open={open} onOpenChange={setOpen} />
    </>
  );
}
