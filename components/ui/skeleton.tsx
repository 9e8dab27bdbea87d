import clsx from 'clsx';

/** A grey shape where something is about to stand. The parent says that it is busy. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx('block animate-pulse-soft rounded-in bg-hover', className ?? 'h-3.5 w-full')} />
  );
}
