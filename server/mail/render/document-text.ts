import type { Block, FooterBlock, InlineNode, NewsletterDocument, TextNode } from '#shared/document/schema.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import type { Part } from './compiled-template.ts';
import { type InlineRun, inlineRuns, runLabel } from './inline-runs.ts';
import type { LinkRegister } from './link-register.ts';
import { templateParts } from './template-parts.ts';

/** Lines end in LF here; the message makes CRLF of them. */
const longestRule = 60;

function indent(parts: Part[], by: string): Part[] {
  return parts.map((part) => (typeof part === 'string' ? part.replaceAll('\n', `\n${by}`) : part));
}

function separated(groups: Part[][], separator: string): Part[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [separator, ...group]));
}

function inlineText(node: InlineNode): Part {
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'text') return node.text.replaceAll('\n', ' ');
  const { name, fallback } = node.attrs;
  return isLinkVariable(name) ? fallback || name : { slot: 'variable', name, fallback, context: 'text' };
}

function target(source: string, label: string, links: LinkRegister): Part[] {
  const url = links.parts(source, label, 'text');
  return url ? ['<', ...url, '>'] : [];
}

function runText(run: InlineRun, links: LinkRegister): Part[] {
  const words = run.nodes.map(inlineText);
  if (run.href === null) return words;
  const label = runLabel(run.nodes);
  const url = target(run.href, label, links);
  // Where the label is the address itself, once is enough.
  return label === run.href ? url : [...words, ' ', ...url];
}

function lineText(nodes: readonly InlineNode[], links: LinkRegister): Part[] {
  return inlineRuns(nodes).flatMap((run) => runText(run, links));
}

function nodeText(node: TextNode, links: LinkRegister): Part[] {
  if (node.type === 'paragraph') return lineText(node.content, links);
  const items = node.content.map((item, index): Part[] => {
    const bullet = node.type === 'bulletList' ? '- ' : `${node.attrs.start + index}. `;
    const inner = item.content.map((child) => nodeText(child, links));
    return [bullet, ...indent(separated(inner, '\n'), ' '.repeat(bullet.length))];
  });
  return separated(items, '\n');
}

function blockText(block: Block, links: LinkRegister): Part[] {
  switch (block.type) {
    case 'heading': {
      const nodes = block.text.content.flatMap((line) => line.content);
      const words = lineText(nodes, links);
      const length = Math.min(longestRule, Math.max(3, runLabel(nodes).length));
      return words.length > 0 ? [...words, `\n${(block.level === 1 ? '=' : '-').repeat(length)}`] : [];
    }
    case 'text':
      return separated(
        block.text.content.map((node) => nodeText(node, links)),
        '\n\n',
      );
    case 'image': {
      if (block.src === '') return [];
      const alt = block.alt.trim() === '' ? [] : ['[', ...templateParts(block.alt, 'text', block.id), ']'];
      return separated([alt, target(block.href, block.alt, links)], ' ');
    }
    case 'button': {
      const url = target(block.href, block.label, links);
      const written = block.label.trim() !== '' && url.length > 0;
      return written ? [...templateParts(block.label, 'text', block.id), ' ', ...url] : [];
    }
    case 'divider':
      return ['-'.repeat(longestRule)];
    case 'links': {
      const lines = block.items.map(({ label, href }): Part[] => {
        const url = label.trim() === '' ? [] : target(href, label, links);
        return url.length === 0 ? [] : [...templateParts(label, 'text', block.id), ' ', ...url];
      });
      return separated(lines, '\n');
    }
    case 'spacer':
      return [];
    case 'columns':
      return separated(
        block.columns.flatMap((column) => column.blocks.map((inner) => blockText(inner, links))),
        '\n\n',
      );
  }
}

function footerText(footer: FooterBlock): Part[] {
  const line = (source: string) => templateParts(source, 'text', footer.id);
  return separated(
    [
      ['-'.repeat(longestRule)],
      line(footer.identity),
      line(footer.reason),
      [...line(footer.unsubscribeLabel), ' <', { slot: 'unsubscribe', context: 'text' }, '>'],
      [...line(footer.withoutTrackingLabel), ' <', { slot: 'preferences', context: 'text' }, '>'],
    ],
    '\n',
  );
}

/** The plain part, from the document itself: links as `words <url>`, headings underlined, lists with bullets or numbers. */
export function documentText(document: NewsletterDocument, links: LinkRegister): Part[] {
  const blocks = document.blocks.map((block) => blockText(block, links));
  return [...separated([...blocks, footerText(document.footer)], '\n\n'), '\n'];
}
