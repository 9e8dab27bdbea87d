import type { InlineNode } from '#shared/document/schema.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';

/** Neighbours that share one link; `href` is null outside links. */
export type InlineRun = { href: string | null; nodes: InlineNode[] };

function hrefOf(node: InlineNode): string | null {
  if (node.type === 'hardBreak') return null;
  if (node.type === 'variable' && isLinkVariable(node.attrs.name)) return `{{ ${node.attrs.name} }}`;
  for (const mark of node.marks) if (mark.type === 'link') return mark.attrs.href;
  return null;
}

/**
 * Tiptap marks each node by itself: a link with a bold word in it is three nodes, but one link to its reader. A chip of a `link.…`
 * variable is a link whose text is the chip's fallback.
 */
export function inlineRuns(nodes: readonly InlineNode[]): InlineRun[] {
  const runs: InlineRun[] = [];
  for (const node of nodes) {
    const href = hrefOf(node);
    const last = runs.at(-1);
    if (last && last.href === href) last.nodes.push(node);
    else runs.push({ href, nodes: [node] });
  }
  return runs;
}

/** A run's words, for a link's label: variables stand as their fallback or their name. */
export function runLabel(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'hardBreak') return ' ';
      return node.type === 'text' ? node.text : node.attrs.fallback || node.attrs.name;
    })
    .join('')
    .trim();
}
