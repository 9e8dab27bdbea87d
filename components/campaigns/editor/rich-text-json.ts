import { readUrl } from '#shared/document/safe-url.ts';
import type { InlineNode, RichText, TextNode } from '#shared/document/schema.ts';
import { isVariableName } from '#shared/document/variable-names.ts';

type Node = { type?: unknown; text?: unknown; attrs?: unknown; marks?: unknown; content?: unknown };
type Mark = Extract<InlineNode, { marks: unknown }>['marks'][number];

const simpleMarks = ['bold', 'italic', 'underline', 'strike'] as const;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
const childrenOf = (node: Node): Node[] => (Array.isArray(node.content) ? node.content.filter(isNode) : []);

function attribute(node: Node, name: string): unknown {
  return isNode(node.attrs) ? Reflect.get(node.attrs, name) : undefined;
}

function marksOf(node: Node): Mark[] {
  const marks = Array.isArray(node.marks) ? node.marks.filter(isNode) : [];
  return marks.flatMap((mark): Mark[] => {
    const simple = simpleMarks.find((name) => name === mark.type);
    if (simple) return [{ type: simple }];
    const href = attribute(mark, 'href');
    return mark.type === 'link' && typeof href === 'string' && readUrl(href).ok
      ? [{ type: 'link', attrs: { href } }]
      : [];
  });
}

function inlineOf(node: Node): InlineNode[] {
  if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
  if (node.type === 'text' && typeof node.text === 'string' && node.text !== '') {
    return [{ type: 'text', text: node.text, marks: marksOf(node) }];
  }
  const name = attribute(node, 'name');
  if (node.type !== 'variable' || typeof name !== 'string' || !isVariableName(name)) return [];
  return [
    { type: 'variable', attrs: { name, fallback: String(attribute(node, 'fallback') ?? '') }, marks: marksOf(node) },
  ];
}

function textNodesOf(nodes: Node[]): TextNode[] {
  return nodes.flatMap((node): TextNode[] => {
    if (node.type === 'paragraph') return [{ type: 'paragraph', content: childrenOf(node).flatMap(inlineOf) }];
    if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
    const content = childrenOf(node).map((item) => ({
      type: 'listItem' as const,
      content: textNodesOf(childrenOf(item)),
    }));
    if (node.type === 'bulletList') return [{ type: 'bulletList', content }];
    const start = Number(attribute(node, 'start') ?? 1);
    return [{ type: 'orderedList', attrs: { start: Number.isInteger(start) && start >= 0 ? start : 1 }, content }];
  });
}

/** What Tiptap holds, as the document's schema has it: known nodes and marks alone, safe addresses, marks always a list. */
export function richTextOf(json: unknown): RichText {
  const content = isNode(json) ? textNodesOf(childrenOf(json)) : [];
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph', content: [] }] };
}

/** The first paragraph alone, for headings. */
export function richLineOf(json: unknown) {
  const [first] = richTextOf(json).content;
  const content = first?.type === 'paragraph' ? first.content : [];
  return { type: 'doc' as const, content: [{ type: 'paragraph' as const, content }] };
}
