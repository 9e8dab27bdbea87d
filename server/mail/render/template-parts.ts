import { parseTemplate } from '#shared/document/template.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import { InvalidInput } from '../../lib/errors.ts';
import type { Part } from './compiled-template.ts';
import { escapeHtml } from './merge-values.ts';

/**
 * A line with `{{ … }}` as parts for HTML or plain text. Links have no place in it. Throws `InvalidInput` (`bad-template`, with the
 * field, the mistake and its position).
 */
export function templateParts(source: string, context: 'html' | 'text', field: string): Part[] {
  const parsed = parseTemplate(source);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    throw new InvalidInput({
      reason: 'bad-template',
      field,
      mistake: issue?.code ?? 'unexpected',
      position: issue?.position ?? 0,
    });
  }
  return parsed.parts.map((part): Part => {
    if (typeof part === 'string') return context === 'html' ? escapeHtml(part) : part;
    if (isLinkVariable(part.name)) {
      throw new InvalidInput({ reason: 'bad-template', field, mistake: 'link-variable', position: 0 });
    }
    return { slot: 'variable', name: part.name, fallback: part.fallback, context };
  });
}
