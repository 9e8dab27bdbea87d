import clsx from 'clsx';

/** Up to two initials of a name; one for a square (a workspace). */
export function initialsOf(name: string, count: 1 | 2): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = count === 1 ? words.slice(0, 1) : words.length > 1 ? [words[0] ?? '', words.at(-1) ?? ''] : words;
  return picked.map((word) => [...word][0]?.toLocaleUpperCase('it') ?? '').join('') || '?';
}

export function Avatar({
  name,
  size = 'm',
  shape = 'round',
}: {
  name: string;
  size?: 's' | 'm';
  shape?: 'round' | 'square';
}) {
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-grid shrink-0 select-none place-items-center font-semibold',
        size === 'm' ? 'size-7 text-caption' : 'size-6 text-[11px]',
        shape === 'square' ? 'rounded-in bg-accent text-accent-ink' : 'rounded-full bg-accent-wash text-accent',
      )}
    >
      {initialsOf(name, shape === 'square' ? 1 : 2)}
    </span>
  );
}
