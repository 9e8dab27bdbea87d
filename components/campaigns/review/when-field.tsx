'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClock } from '#components/ui/clock.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { readZonedTime, writeZonedTime } from '#shared/zoned-time.ts';

export type SendTime = {
  text: string;
  change: (text: string) => void;
  /** The instant that is meant, once it is whole. */
  at: Date | null;
  moved: boolean;
  problem: 'past' | null;
  soonest: string;
};

/** A day and time in the workspace's zone; tomorrow at nine to begin with. */
export function useSendTime(timeZone: string): SendTime {
  const now = useClock();
  const [text, setText] = useState(
    () => `${writeZonedTime(new Date(now.getTime() + 86_400_000), timeZone).slice(0, 11)}09:00`,
  );
  const read = readZonedTime(text, timeZone);
  return {
    text,
    change: setText,
    at: read?.at ?? null,
    moved: read?.moved ?? false,
    problem: read && read.at.getTime() < now.getTime() ? 'past' : null,
    soonest: writeZonedTime(now, timeZone),
  };
}

export function WhenField({ time, timeZone }: { time: SendTime; timeZone: string }) {
  const t = useTranslations('campaigns.review');
  const format = useFormatter();
  const error = time.at === null ? t('needed') : time.problem === 'past' ? t('past') : undefined;
  return (
    <Field
      label={t('at')}
      error={error}
      help={
        time.moved && time.at
          ? t('skipped', { time: format.dateTime(time.at, { timeStyle: 'short', timeZone }) })
          : t('zone', { zone: timeZone.replaceAll('_', ' ').split('/').at(-1) ?? timeZone })
      }
    >
      <Input
        type="datetime-local"
        value={time.text}
        min={time.soonest}
        onChange={(event) => time.change(event.target.value)}
      />
    </Field>
  );
}
