import { allBlocks } from './all-blocks.ts';
import { readUrl } from './safe-url.ts';
import type { Block, InlineNode, NewsletterDocument, TextNode } from './schema.ts';
import { parseTemplate, type TemplatePart, type TemplateVariable } from './template.ts';
import { isLinkVariable } from './variable-names.ts';

/** A variable as it stands in the message; the same name with two fallbacks is two uses. */
export type VariableUse = TemplateVariable;

function ofParts(parts: readonly TemplatePart[]): VariableUse[] {
  return parts.filter((part) => typeof part !== 'string');
}

function ofTemplate(source: string): VariableUse[] {
  const parsed = parseTemplate(source);
  return parsed.ok ? ofParts(parsed.parts) : [];
}

function ofUrl(source: string): VariableUse[] {
  const url = readUrl(source);
  return url.ok && url.kind !== 'link' ? ofParts(url.parts) : [];
}

function ofInline(node: InlineNode): VariableUse[] {
  if (node.type === 'hardBreak') return [];
  const own = node.type === 'variable' ? [node.attrs] : [];
  return [...own, ...node.marks.flatMap((mark) => (mark.type === 'link' ? ofUrl(mark.attrs.href) : []))];
}

function ofText(node: TextNode): VariableUse[] {
  if (node.type === 'paragraph') return node.content.flatMap(ofInline);
  return node.content.flatMap((item) => item.content.flatMap(ofText));
}

function ofBlock(block: Block): VariableUse[] {
  switch (block.type) {
    case 'heading':
    case 'text':
      return block.text.content.flatMap(ofText);
    case 'image':
      return [...ofTemplate(block.alt), ...ofUrl(block.href)];
    case 'button':
      return [...ofTemplate(block.label), ...ofUrl(block.href)];
    case 'links':
      return block.items.flatMap(({ label, href }) => [...ofTemplate(label), ...ofUrl(href)]);
    case 'divider':
    case 'spacer':
    case 'columns':
      return [];
  }
}

/** The distinct variables whose values a recipient must bring, in order of appearance; `link.…` are the sender's business and left out. */
export function collectVariables(
  document: NewsletterDocument,
  subject: string,
  preheader: string,
  plainText: string | null = null,
): VariableUse[] {
  const { identity, reason, unsubscribeLabel, withoutTrackingLabel } = document.footer;
  const uses = [
    ...[subject, preheader, plainText ?? ''].flatMap(ofTemplate),
    ...allBlocks(document).flatMap(ofBlock),
    ...[identity, reason, unsubscribeLabel, withoutTrackingLabel].flatMap(ofTemplate),
  ].filter((use) => !isLinkVariable(use.name));
  return [...new Map(uses.map((use) => [JSON.stringify([use.name, use.fallback]), use])).values()].map((use) => ({
    name: use.name,
    fallback: use.fallback,
  }));
}

/** The uses that `values` (keyed by full name) leave blank; those whose fallback is '' would print nothing. */
export function missingVariables(
  uses: readonly VariableUse[],
  values: Readonly<Record<string, string>>,
): VariableUse[] {
  return uses.filter((use) => (values[use.name] ?? '').trim() === '');
}
