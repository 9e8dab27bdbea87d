import type { FontName } from './limits.ts';

/** What each family is written as in a message, and drawn with in the editor. */
export const fontStacks: Readonly<Record<FontName, string>> = {
  system: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  arial: 'Arial, Helvetica, sans-serif',
  verdana: 'Verdana, Geneva, sans-serif',
  tahoma: 'Tahoma, Verdana, sans-serif',
  trebuchet: "'Trebuchet MS', Tahoma, sans-serif",
  georgia: "Georgia, 'Times New Roman', serif",
  times: "'Times New Roman', Times, serif",
  courier: "'Courier New', Courier, monospace",
};
/** Pixels of a heading that names no size. */
export const headingSizes = { 1: 30, 2: 24, 3: 19 } as const;
