'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Section } from '#components/ui/section.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { TrackingLevel } from '#server/modules/contacts/values.ts';
import type { ContactDetail } from './contact-types.ts';

const TrackingDialog = whenOpened(() => import('./tracking-dialog.tsx').then((module) => module.TrackingDialog));

/** How far opens and clicks may be followed, each apart, since when and by whose word. */
export function TrackingSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const [open, setOpen] = useState(false);
  const mayWrite = useMemberRight('contacts:write');
  const { tracking } = contact;
  const level = (own: TrackingLevel | null, byDefault: TrackingLevel) =>
    own ? t(`levels.${own}`) : t('default', { level: t(`levels.${byDefault}`) });
  return (
    <Section
      title={t('tracking')}
      meta={tracking.at && <DateTime at={tracking.at} style="day" />}
      {...(mayWrite
        ? {
            action: (
              <>
                <Button size="s" onClick={() => setOpen(true)}>
                  {t('changeTracking')}
                </Button>
                <TrackingDialog open={open} onOpenChange={setOpen} contact={contact} />
              </>
            ),
          }
        : {})}
    >
      <Facts
        columns={2}
        items={[
          { label: t('opens'), value: level(tracking.opens, tracking.defaults.opens) },
          { label: t('clicks'), value: level(tracking.clicks, tracking.defaults.clicks) },
        ]}
      />
    </Section>
  );
}
