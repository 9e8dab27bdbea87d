import clsx from 'clsx';
import { Check, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

export type Step = {
  id: string;
  label: string;
  detail?: string;
  state: 'done' | 'current' | 'todo' | 'problem';
  href?: string;
};

const mark: Record<Step['state'], string> = {
  done: 'bg-good-wash text-good',
  current: 'bg-accent text-accent-ink',
  todo: 'border border-line-strong text-ink-3',
  problem: 'bg-bad-wash text-bad',
};

/** A wizard's way, at the left; on phones a row of numbers in which only the present step has room for its name. Each step can be left and found again. */
export function Steps({ label, items }: { label: string; items: Step[] }) {
  const t = useTranslations('ui.steps');
  return (
    <nav aria-label={label}>
      <ol className="flex gap-3 md:grid md:gap-5">
        {items.map((step, index) => {
          const here = step.state === 'current';
          const inside = (
            <>
              <span
                aria-hidden
                className={clsx(
                  'grid size-6 shrink-0 place-items-center rounded-full text-caption font-semibold',
                  mark[step.state],
                )}
              >
                {step.state === 'done' ? (
                  <Check className="size-3.5!" />
                ) : step.state === 'problem' ? (
                  <TriangleAlert className="size-3.5!" />
                ) : (
                  index + 1
                )}
              </span>
              <span className={clsx('min-w-0 pt-0.5', !here && 'max-md:sr-only')}>
                <span
                  className={clsx(
                    'block text-body md:whitespace-nowrap',
                    step.state === 'todo' ? 'text-ink-2' : 'font-medium text-ink',
                  )}
                >
                  {step.label}
                  <span className="sr-only"> ({t(step.state)})</span>
                </span>
                {step.detail !== undefined && <span className="block text-caption text-ink-3">{step.detail}</span>}
              </span>
            </>
          );
          const line = 'flex min-w-0 items-start gap-3';
          return (
            <li key={step.id} aria-current={here ? 'step' : undefined} className="relative min-w-0">
              {step.href === undefined ? (
                <span className={line}>{inside}</span>
              ) : (
                <Link href={step.href} className={clsx(line, 'hover:[&>:last-child]:text-accent')}>
                  {inside}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
