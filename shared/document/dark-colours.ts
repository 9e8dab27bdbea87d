import { allBlocks } from './all-blocks.ts';
import type { NewsletterDocument } from './schema.ts';

type Hsl = { hue: number; saturation: number; lightness: number };

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
export function luminance(hex: string): number {
  const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [red, green, blue] = channels(hex);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function toHsl(hex: string): Hsl {
  const [red, green, blue] = channels(hex);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const span = most - least;
  const lightness = (most + least) / 2;
  if (span === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = span / (1 - Math.abs(2 * lightness - 1));
  const turn =
    most === red ? ((green - blue) / span) % 6 : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return { hue: (turn * 60 + 360) % 360, saturation, lightness };
}

function toHex({ hue, saturation, lightness }: Hsl): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (n: number) => {
    const k = (n + hue / 30) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

/** A ground in the dark: light ones turn over and keep a trace of their hue, strong and dark ones stay. */
export function darkGround(hex: string): string {
  if (luminance(hex) <= 0.35) return hex.toLowerCase();
  const { hue, saturation, lightness } = toHsl(hex);
  return toHex({ hue, saturation: saturation * 0.5, lightness: 0.1 + (1 - lightness) * 0.7 });
}

/** Letters in the dark: dark ones turn light enough to be read on such a ground, light ones stay. */
export function darkInk(hex: string): string {
  if (luminance(hex) >= 0.4) return hex.toLowerCase();
  const { hue, saturation, lightness } = toHsl(hex);
  return toHex({ hue, saturation: saturation * 0.85, lightness: Math.max(0.74, 0.94 - lightness * 0.5) });
}

/** A hairline in the dark: seen, and no brighter than it needs to be. */
export function darkLine(hex: string): string {
  return luminance(hex) > 0.35 ? toHex({ ...toHsl(hex), saturation: 0, lightness: 0.32 }) : darkInk(hex);
}

/** The colours of a document by what they do; each once, in lower case. */
export function coloursOf(document: NewsletterDocument): { grounds: string[]; inks: string[]; lines: string[] } {
  const { settings, footer } = document;
  const grounds = [settings.background, settings.contentBackground, footer.style.background];
  const inks = [settings.color, settings.linkColor, footer.color, footer.linkColor];
  const lines: string[] = [];
  for (const block of allBlocks(document)) {
    grounds.push(block.style.background);
    if (block.type === 'heading' || block.type === 'text' || block.type === 'links') inks.push(block.color);
    if (block.type === 'button') {
      grounds.push(block.fill);
      inks.push(block.ink);
    }
    if (block.type === 'divider') lines.push(block.color);
  }
  const distinct = (colours: (string | null)[]) => [
    ...new Set(colours.filter((colour) => colour !== null).map((colour) => colour.toLowerCase())),
  ];
  return { grounds: distinct(grounds), inks: distinct(inks), lines: distinct(lines) };
}
