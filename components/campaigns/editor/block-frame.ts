import type { CSSProperties } from 'react';
import { darkGround, darkInk, darkLine } from '#shared/document/dark-colours.ts';
import type { BlockStyle } from '#shared/document/schema.ts';

/** Colours as the chosen scheme shows them. */
export type Paint = {
  ground: (hex: string) => string;
  ink: (hex: string) => string;
  line: (hex: string) => string;
};
const asWritten = (hex: string) => hex;
export const paints: Record<'light' | 'dark', Paint> = {
  light: { ground: asWritten, ink: asWritten, line: asWritten },
  dark: { ground: darkGround, ink: darkInk, line: darkLine },
};

/** A block's own box, as the message will draw it. */
export function boxStyle({ padding, align, background }: BlockStyle, paint: Paint): CSSProperties {
  const { top, right, bottom, left } = padding;
  return {
    padding: `${top}px ${right}px ${bottom}px ${left}px`,
    textAlign: align,
    ...(background ? { background: paint.ground(background) } : {}),
  };
}

/** Brings a block into sight and the focus to its frame, once it is drawn. */
export function reveal(blockId: string): void {
  setTimeout(() => {
    const frame = document.getElementById(frameId(blockId));
    frame?.scrollIntoView({ block: 'nearest' });
    frame?.focus({ preventScroll: true });
  });
}

const framesAround = (blockId: string) => {
  const frames = [...document.querySelectorAll<HTMLElement>('[data-block]')];
  return { frames, at: frames.findIndex(({ id }) => id === frameId(blockId)) };
};

/** The focus goes to the block before or behind in reading order. */
export function stepFrom(blockId: string, by: -1 | 1): void {
  const { frames, at } = framesAround(blockId);
  if (at >= 0) frames[at + by]?.focus();
}

/** The frame that stands there when this one has gone: its successor, else its predecessor; blocks within it don't count. */
export function neighbourOf(blockId: string): HTMLElement | undefined {
  const { frames, at } = framesAround(blockId);
  const own = frames[at];
  return frames.slice(at + 1).find((frame) => !own?.contains(frame)) ?? frames[at - 1];
}

/** The element's id of a block on the canvas: where the keyboard goes. */
export const frameId = (blockId: string) => `block-${blockId}`;
