'use client';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClock } from '#components/ui/clock.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { zonePlace } from '#shared/zone-names.ts';
import { writeOffset, writeZonedTime, type ZonedTime, zonedTimes } from '#shared/zoned-time.ts';

export type SendTime = {
  text: string;
  change: (text: string) => void;
  /** What the text can mean; null until it is whole. */
  read: ZonedTime | null;
  /** Of an hour that clocks repeat or skip: which of the two. */
  choice: number | null;
  choose: (choice: number) => void;
  /** The instant that is meant, once there is no doubt. */
  at: Date | null;
  problem: 'past' | null;
  soonest: string;
};

const DAY_MS = 86_400_000;

/** A day and time in the workspace's zone; to begin with `from`, or tomorrow at nine. */
export function useSendTime(timeZone: string, from?: Date | null): SendTime {
  const now = useClock();
  const [choice, choose] = useState<number | null>(null);
  const [text, setText] = useState(() =>
    from && from.getTime() > now.getTime()
      ? writeZonedTime(from, timeZone)
      : `${writeZonedTime(new Date(now.getTime() + DAY_MS), timeZone).slice(0, 11)}09:00`,
  );
  const read = zonedTimes(text, timeZone);
  const at = read === null ? null : read.kind === 'once' ? read.at : (read.choices[choice ?? 2] ?? null);
  const last = read === null ? null : read.kind === 'once' ? read.at : read.choices[1];
  return {
    text,
    change(next) {
      setText(next);
      choose(null);
    },
    read,
    choice,
    choose,
    at,
    problem: last && (at ?? last).getTime() < now.getTime() ? 'past' : null,
    soonest: writeZonedTime(now, timeZone),
  };
}

/** The field, the zone it is in, and where clocks leave a doubt the question. */
export function WhenField({ time, timeZone }: { time: SendTime; timeZone: string }) {
  const t = useTranslations('campaigns.review');
  const format = useFormatter();
  const { read, at } = time;
  const error = read === null ? t('needed') : time.problem === 'past' ? t('past') : undefined;
  const zone = zonePlace(timeZone, useLocale());
  const help =
    at && !error
      ? t('means', {
          when: format.dateTime(at, { dateStyle: 'full', timeStyle: 'short', timeZone }),
          zone,
          offset: writeOffset(at, timeZone),
        })
      : undefined;
  return (
    <div className="grid gap-3">
      <Field label={t('at')} error={error} {...(help ? { help } : {})}>
        <Input
          type="datetime-local"
          value={time.text}
          min={time.soonest}
          onChange={(event) => time.change(event.target.value)}
        />
      </Field>
      {read && read.kind !== 'once' && <WhichHour time={time} read={read} timeZone={timeZone} />}
    </div>
  );
}

type Doubt = Extract<ZonedTime, { choices: unknown }>;

/** Clocks skip or repeat this hour: nobody but the person knows which is meant. */
function WhichHour({ time, read, timeZone }: { time: SendTime; read: Doubt; timeZone: string }) {
  const t = useTranslations('campaigns.review');
  const format = useFormatter();
  const labels = ({ twice: ['twiceFirst', 'twiceSecond'], never: ['neverBefore', 'neverAfter'] } as const)[read.kind];
  const clock = (at: Date) => format.dateTime(at, { timeStyle: 'short', timeZone });
  return (
    <Field label={t(read.kind, { time: time.text.slice(11) })} {...(time.choice === null ? { help: t('choose') } : {})}>
      <RadioGroup
        value={time.choice === null ? undefined : String(time.choice)}
        onValueChange={(value) => time.choose(Number(value))}
        options={read.choices.map((at, index) => ({
          value: String(index),
          label: t(labels[index] ?? labels[0], { time: clock(at), offset: writeOffset(at, timeZone) }),
        }))}
      />
    </Field>
  );
}
