'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { type SendTime, useSendTime, WhenField } from './when-field.tsx';

export type SendChoice = {
  later: boolean;
  setLater: (later: boolean) => void;
  time: SendTime;
  /** Null: now. */
  at: Date | null;
  /** Nothing is missing or in doubt. */
  ready: boolean;
};

/** Now, or at a time of the workspace's zone. */
export function useSendChoice(timeZone: string, from?: Date | null): SendChoice {
  const [later, setLater] = useState(Boolean(from));
  const time = useSendTime(timeZone, from);
  return {
    later,
    setLater,
    time,
    at: later ? time.at : null,
    ready: !later || (time.at !== null && time.problem === null),
  };
}

type Props = { choice: SendChoice; timeZone: string; label?: string; nowLabel?: string };

export function SendChoiceFields({ choice, timeZone, label, nowLabel }: Props) {
  const t = useTranslations('campaigns.review');
  return (
    <>
      <RadioGroup
        label={label ?? t('when')}
        value={choice.later ? 'later' : 'now'}
        onValueChange={(value) => choice.setLater(value === 'later')}
        options={[
          { value: 'now', label: nowLabel ?? t('now') },
          { value: 'later', label: t('later') },
        ]}
      />
      {choice.later && <WhenField time={choice.time} timeZone={timeZone} />}
    </>
  );
}
