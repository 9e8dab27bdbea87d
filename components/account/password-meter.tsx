'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useState } from 'react';
import { enoughStrength, passwordStrength, type Strength } from '#shared/password-strength.ts';

type Props = {
  password: string;
  /** Names and addresses that must not carry the password. */
  about: readonly string[];
};

const SHORTEST = 10;
const fills = ['bg-bad', 'bg-bad', 'bg-wait', 'bg-good', 'bg-good'];

/** Judges as the server will; the dictionaries come with the first letter. */
function useStrength(password: string, about: readonly string[]): Strength | undefined {
  const typed = useDeferredValue(password);
  const key = about.join('\n');
  const [judged, setJudged] = useState<{ of: string; strength: Strength }>();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      passwordStrength(typed, key.split('\n')).then(
        (strength) => current && setJudged({ of: typed, strength }),
        // Without the dictionaries the server still judges.
        () => undefined,
      );
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, key]);
  return judged?.strength;
}

/** Under a new password's field: how strong it is, what is weak about it and what would help, in words. */
export function PasswordMeter({ password, about }: Props) {
  const t = useTranslations('account.strength');
  const strength = useStrength(password, about);
  if (!strength) return <>{t('loading')}</>;
  const short = password.length < SHORTEST;
  const score = short ? Math.min(strength.score, enoughStrength - 1) : strength.score;
  const say = (kind: 'warnings' | 'suggestions', id: string) => {
    const word = `${kind}.${id}` as 'warnings.common';
    return t.has(word) ? t(word) : '';
  };
  const advice = [
    strength.warning ? say('warnings', strength.warning) : '',
    ...(score < enoughStrength ? strength.suggestions.map((id) => say('suggestions', id)) : []),
  ].filter(Boolean);
  return (
    <span className="mt-1 grid gap-1.5">
      <span aria-hidden className="grid grid-cols-4 gap-1">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={clsx('h-1 rounded-full', step <= Math.max(1, score) ? fills[score] : 'bg-line-strong')}
          />
        ))}
      </span>
      <span role="status" className="text-ink-2">
        <span className="sr-only">{t('label')}: </span>
        <strong className="font-medium text-ink">{t(`scores.${score}` as 'scores.0')}.</strong>{' '}
        {advice.join(' ') || (score < enoughStrength ? t('idle') : '')}
      </span>
    </span>
  );
}
