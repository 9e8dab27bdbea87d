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

/** A wizard's way, at the left; on phones a row that scrolls sideways. Each step can be left and found again. */
export function Steps({ label, items }: { label: string; items: Step[] }) {
  const t = useTranslations('ui.steps');
  return (
    <nav aria-label={label} className="scroll-sideways max-md:-mx-4 max-md:px-4">
      <ol className="flex gap-5 md:grid md:gap-5">
        {items.map((step, index) => {
          const text = (
            <>
              <span
                className={clsx(
                  'block whitespace-nowrap text-body',
                  step.state === 'todo' ? 'text-ink-2' : 'font-medium text-ink',
                )}
              >
                {step.label}
                <span className="sr-only"> ({t(step.state)})</span>
              </span>
              {step.detail !== undefined && (
                <span className="block text-caption text-ink-3 max-md:whitespace-nowrap">{step.detail}</span>
              )}
            </>
          );
          return (
            <li
              key={step.id}
              aria-current={step.state === 'current' ? 'step' : undefined}
              className="flex items-start gap-3"
            >
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
              {step.href === undefined ? (
                <span className="pt-0.5">{text}</span>
              ) : (
                <Link href={step.href} className="pt-0.5 hover:[&>:first-child]:text-accent">
                  {text}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
