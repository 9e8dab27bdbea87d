'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { Access } from './outputs.ts';

const EndSecondFactorDialog = whenOpened(() =>
  import('./end-second-factor-dialog.tsx').then((module) => module.EndSecondFactorDialog),
);
const RenewCodesDialog = whenOpened(() => import('./renew-codes-dialog.tsx').then((module) => module.RenewCodesDialog));
const StartSecondFactorDialog = whenOpened(() =>
  import('./start-second-factor-dialog.tsx').then((module) => module.StartSecondFactorDialog),
);

type Props = { access: Access; surface: 'portal' | 'console'; brand: string };
const FEW = 3;

/** Whether a code follows the password, and what can be done about it. */
export function SecondFactorSection({ access, surface, brand }: Props) {
  const t = useTranslations('account.access.factor');
  const [open, setOpen] = useState<'start' | 'renew' | 'end'>();
  const { secondFactor, secondFactorNeeded, username } = access;
  const change = (which: 'start' | 'renew' | 'end') => (next: boolean) => setOpen(next ? which : undefined);
  const must = surface === 'console' && secondFactorNeeded;
  return (
    <Section
      title={t('title')}
      action={
        <StateBadge tone={secondFactor ? 'good' : must ? 'bad' : 'neutral'}>
          {t(secondFactor ? 'on' : 'off')}
        </StateBadge>
      }
    >
      <div className="grid gap-4">
        <p className="text-pretty text-table text-ink-2">{t('why')}</p>
        {secondFactor ? (
          <>
            <Facts
              columns={2}
              items={[
                { label: t('since'), value: <DateTime at={secondFactor.since} /> },
                { label: t('codesLeft'), value: String(secondFactor.recoveryCodesLeft) },
              ]}
            />
            {secondFactor.recoveryCodesLeft < FEW && <Notice tone="wait">{t('fewLeft')}</Notice>}
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setOpen('renew')}>{t('renew')}</Button>
              {must ? null : <Button onClick={() => setOpen('end')}>{t('end')}</Button>}
            </div>
          </>
        ) : (
          <div>
            <Button variant="primary" onClick={() => setOpen('start')}>
              {t('start')}
            </Button>
          </div>
        )}
      </div>
      <StartSecondFactorDialog
        open={open === 'start'}
        onOpenChange={change('start')}
        username={username}
        brand={brand}
      />
      <RenewCodesDialog open={open === 'renew'} onOpenChange={change('renew')} username={username} brand={brand} />
      <EndSecondFactorDialog open={open === 'end'} onOpenChange={change('end')} />
    </Section>
  );
}
