'use client';
import { CalendarClock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';

const RescheduleDialog = whenOpened(() => import('./reschedule-dialog.tsx').then((module) => module.RescheduleDialog));

type Props = { campaign: { id: string; name: string; scheduledAt: Date | null }; className?: string };

export function RescheduleButton({ campaign, className = '' }: Props) {
  const t = useTranslations('campaigns.review.planned');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<CalendarClock />} className={className} onClick={() => setOpen(true)}>
        {t('reschedule')}
      </Button>
      <RescheduleDialog campaign={campaign} open={open} onOpenChange={setOpen} />
    </>
  );
}
