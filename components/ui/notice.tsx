'use client';
import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, ShieldAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import type { Tone } from './tone.ts';

const wash: Record<Tone, string> = {
  good: 'bg-good-wash',
  wait: 'bg-wait-wash',
  bad: 'bg-bad-wash',
  accent: 'bg-accent-wash',
  neutral: 'bg-hover',
};
const ink: Record<Tone, string> = {
  good: 'text-good',
  wait: 'text-wait',
  bad: 'text-bad',
  accent: 'text-accent',
  neutral: 'text-ink-2',
};
const marks: Record<Tone, ReactNode> = {
  good: <CircleCheck />,
  wait: <ShieldAlert />,
  bad: <CircleAlert />,
  accent: <Info />,
  neutral: <Info />,
};

type Props = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  /** It appeared after something the person did: read it out at once. */
  live?: boolean;
};

/** A banner: what happened, what is safe, what to do. */
export function Notice({ tone = 'accent', title, children, action, onDismiss, live = false }: Props) {
  const t = useTranslations('ui');
  return (
    <div
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={clsx('flex items-start gap-3 rounded-out px-3.5 py-2.5 text-table text-ink', wash[tone])}
    >
      <span aria-hidden className={clsx('mt-px', ink[tone])}>
        {marks[tone]}
      </span>
      <div className="prose-links min-w-0 flex-1 [overflow-wrap:anywhere]">
        {title !== undefined && <strong className="font-semibold">{title}</strong>} {children}
      </div>
      {action}
      {onDismiss && <IconButton label={t('close')} icon={<X />} size="s" className="-my-1" onClick={onDismiss} />}
    </div>
  );
}
