import type { CSSProperties } from 'react';
import type { BlockStyle } from '#shared/document/schema.ts';

/** A block's own box, as the message will draw it. */
export function boxStyle({ padding, align, background }: BlockStyle): CSSProperties {
  const { top, right, bottom, left } = padding;
  return {
    padding: `${top}px ${right}px ${bottom}px ${left}px`,
    textAlign: align,
    ...(background ? { background } : {}),
  };
}

/** The element's id of a block on the canvas: where the keyboard goes. */
export const frameId = (blockId: string) => `block-${blockId}`;
