import type { InlineNode, TextNode } from '#shared/document/schema.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import { type InlineRun, inlineRuns, runLabel } from './inline-runs.ts';
import type { LinkRegister } from './link-register.ts';
import { escapeHtml } from './merge-values.ts';
import type { Tokens } from './tokens.ts';

export type HtmlContext = { tokens: Tokens; links: LinkRegister; linkColor: string };

const tags = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function inlineHtml(node: InlineNode, { tokens }: HtmlContext): string {
  if (node.type === 'hardBreak') return '<br>';
  let html: string;
  if (node.type === 'text') html = tokens.keep(escapeHtml(node.text));
  else if (isLinkVariable(node.attrs.name)) html = tokens.keep(escapeHtml(node.attrs.fallback || node.attrs.name));
  else html = tokens.keep({ slot: 'variable', name: node.attrs.name, fallback: node.attrs.fallback, context: 'html' });
  for (const mark of node.marks) {
    if (mark.type !== 'link') html = `<${tags[mark.type]}>${html}</${tags[mark.type]}>`;
  }
  return html;
}

function runHtml(run: InlineRun, context: HtmlContext): string {
  const inner = run.nodes.map((node) => inlineHtml(node, context)).join('');
  const href = run.href === null ? null : context.links.parts(run.href, runLabel(run.nodes), 'html');
  if (!href) return inner;
  const style = `color:${context.linkColor};text-decoration:underline`;
  return `<a href="${context.tokens.keep(...href)}" target="_blank" style="${style}">${inner}</a>`;
}

/** The nodes of one paragraph, without a tag around them. */
export function inlineRunsHtml(nodes: readonly InlineNode[], context: HtmlContext): string {
  return inlineRuns(nodes)
    .map((run) => runHtml(run, context))
    .join('');
}

function nodeHtml(node: TextNode, context: HtmlContext, margin: string): string {
  if (node.type === 'paragraph') {
    // An empty paragraph is the blank line that its author made.
    return `<p style="margin:${margin}">${inlineRunsHtml(node.content, context) || '&nbsp;'}</p>`;
  }
  const items = node.content.map((item) => {
    const inner = item.content.map((child) => nodeHtml(child, context, '0')).join('');
    return `<li style="margin:0 0 4px">${inner}</li>`;
  });
  const style = `margin:${margin};padding:0 0 0 24px`;
  if (node.type === 'bulletList') return `<ul style="${style}">${items.join('')}</ul>`;
  return `<ol start="${node.attrs.start}" style="${style}">${items.join('')}</ol>`;
}

/** Our own serialiser: tags are only those written here, every text and URL is a token. */
export function richTextHtml(nodes: readonly TextNode[], context: HtmlContext): string {
  return nodes.map((node, index) => nodeHtml(node, context, index < nodes.length - 1 ? '0 0 12px' : '0')).join('');
}
