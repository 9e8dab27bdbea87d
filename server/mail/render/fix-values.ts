import { joinParts, type Part } from './compiled-template.ts';
import { escapeHtml } from './merge-values.ts';

/** By variable: text, or parts in the context `text`. */
export type FixedValues = Readonly<Record<string, string | Part[]>>;

function inContext(part: Part, context: 'html' | 'url' | 'text'): Part {
  if (typeof part !== 'string') return 'name' in part ? { ...part, context } : part;
  if (context === 'text') return part;
  return context === 'html' ? escapeHtml(part) : encodeURIComponent(part);
}

/** Writes in what no recipient changes; a blank value leaves the fallback standing. */
export function fixValues(parts: readonly Part[], fixed: FixedValues): Part[] {
  const written = parts.flatMap((part): Part[] => {
    if (typeof part === 'string' || part.slot !== 'variable' || !Object.hasOwn(fixed, part.name)) return [part];
    const value = fixed[part.name] ?? '';
    const text = typeof value === 'string' ? [value].filter((line) => line.trim() !== '') : value;
    return (text.length > 0 ? text : [part.fallback]).map((piece) => inContext(piece, part.context));
  });
  return joinParts(written);
}
