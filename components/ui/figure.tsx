'use client';
import clsx from 'clsx';
import { Info } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Popover } from './popover.tsx';

type Props = {
  label: string;
  value: ReactNode;
  /** Out of what, against what. */
  comparison?: ReactNode;
  /** "Come si calcola": the rule in words, with a way to the rows. */
  how?: ReactNode;
  unit?: string;
  /** To the rows behind it. */
  href?: string;
};

export function Figure({ label, value, comparison, how, unit, href }: Props) {
  const t = useTranslations('ui');
  const number = (
    <>
      <span className="whitespace-nowrap">{value}</span>
      {unit !== undefined && <span className="text-table font-normal tracking-normal text-ink-2"> {unit}</span>}
    </>
  );
  return (
    <div className="min-w-0 bg-panel px-4 py-3.5">
      <div className="flex min-h-5 items-center gap-1.5 text-table text-ink-2">
        <span className="min-w-0 text-pretty">{label}</span>
        {how !== undefined && (
          <Popover
            label={t('howComputed')}
            trigger={
              <button
                type="button"
                aria-label={t('howComputedOf', { what: label })}
                className="-m-1 grid size-6 shrink-0 place-items-center rounded-full! text-ink-3 hover:text-ink"
              >
                <Info className="size-3.5!" />
              </button>
            }
          >
            <p className="mb-1 font-semibold">{t('howComputed')}</p>
            <div className="prose-links text-ink-2">{how}</div>
          </Popover>
        )}
      </div>
      <div className="mt-0.5 text-figure tabular-nums">
        {href === undefined ? (
          number
        ) : (
          <Link href={href} className="hover:text-accent">
            {number}
          </Link>
        )}
      </div>
      {comparison !== undefined && <div className="text-pretty text-caption text-ink-3">{comparison}</div>}
    </div>
  );
}

/** Figures side by side, hairlines between; two abreast on phones. */
export function FigureRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    // The gaps show the line's colour through; the last one grows over what an odd count leaves empty.
    <div
      className={clsx(
        'grid grid-cols-2 gap-px overflow-hidden rounded-out border border-line bg-line sm:grid-flow-col sm:auto-cols-fr sm:grid-cols-none max-sm:[&>:last-child:nth-child(odd)]:col-span-2',
        className,
      )}
    >
      {children}
    </div>
  );
}
