'use client';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useNumbers } from '#components/ui/number.tsx';
import type { Check } from '#shared/campaign-checks.ts';

const marks = {
  ok: <CircleCheck className="text-good" />,
  warning: <TriangleAlert className="text-wait" />,
  blocker: <CircleAlert className="text-bad" />,
};

/** The sentence of a check, in the person's language. */
export function useCheckText(variableLabel: (name: string) => string) {
  const t = useTranslations('campaigns.checks');
  const { whole } = useNumbers();
  return (check: Check): string => {
    const key = `${check.id}.${check.reason}`;
    if (!t.has(key as 'subject.ok')) return check.id;
    const { name, ...data } = check.data;
    const values: Record<string, string | number> = {
      ...data,
      ...(name === undefined ? {} : { name: variableLabel(String(name)) }),
    };
    for (const each of ['eligible', 'total', 'left', 'limit', 'planned'] as const) {
      if (each in check.data) values[`${each}Text`] = whole(Number(check.data[each]));
    }
    return t(key as 'subject.ok', values);
  };
}

type Props = {
  checks: readonly Check[];
  variableLabel: (name: string) => string;
  /** How to mend it: a link or a button. */
  fix?: (check: Check) => ReactNode;
};

/** What is in order and what is not: the problems first. */
export function ChecksList({ checks, variableLabel, fix }: Props) {
  const t = useTranslations('campaigns.checks');
  const text = useCheckText(variableLabel);
  const order = { blocker: 0, warning: 1, ok: 2 };
  const sorted = [...checks].sort((a, b) => order[a.level] - order[b.level]);
  return (
    <ul className="grid gap-2.5 text-table">
      {sorted.map((check) => {
        const action = check.level === 'ok' ? null : fix?.(check);
        return (
          <li key={`${check.id}-${check.reason}-${check.data.name ?? ''}`} className="flex gap-2">
            <span className="mt-px shrink-0">
              <span className="sr-only">{t(check.level)}</span>
              <span aria-hidden>{marks[check.level]}</span>
            </span>
            <span className="min-w-0">
              {text(check)}
              {action ? <> {action}</> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
