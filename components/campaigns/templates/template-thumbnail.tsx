'use client';
import clsx from 'clsx';

/** The width that a message is drawn at before it is made small; a thumbnail is about a fifth of it. */
const drawn = 640;

type Props = { name: string; previewUrl: string; className: string };

/** A template as it would be sent, made small: the real message in the content frame. It takes neither focus nor clicks. */
export function TemplateThumbnail({ name, previewUrl, className }: Props) {
  return (
    <span
      aria-hidden
      inert
      className={clsx('@container pointer-events-none relative block overflow-hidden rounded-in bg-white', className)}
    >
      <iframe
        src={previewUrl}
        sandbox=""
        loading="lazy"
        tabIndex={-1}
        title={name}
        className="absolute top-0 left-0 origin-top-left border-0"
        style={{
          width: drawn,
          height: drawn * 1.6,
          // The container's width over the message's, both as lengths: a plain number comes of it.
          transform: `scale(calc(tan(atan2(100cqw, ${drawn}px))))`,
          colorScheme: 'light',
        }}
      />
    </span>
  );
}
