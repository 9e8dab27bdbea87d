import { fontStacks, headingSizes } from '#shared/document/font-stacks.ts';
import type { BlockStyle, ColumnsBlock, FooterBlock, LeafBlock, NewsletterDocument } from '#shared/document/schema.ts';
import type { Part } from './compiled-template.ts';
import { darkStyle } from './dark-style.ts';
import { createLinkRegister, type LinkRegister } from './link-register.ts';
import { escapeHtml } from './merge-values.ts';
import { type HtmlContext, inlineRunsHtml, richTextHtml } from './rich-text-html.ts';
import { templateParts } from './template-parts.ts';
import type { Tokens } from './tokens.ts';

export type MjmlInput = {
  document: NewsletterDocument;
  subject: Part[];
  preheader: Part[];
  language: 'it' | 'en';
  imageUrl: (hash: string) => string;
};

type Context = HtmlContext & { document: NewsletterDocument; imageUrl: (hash: string) => string };
type Attributes = Record<string, string | number | null>;

/** Values are ours, checked colours and numbers, or tokens: nothing in them needs escaping. */
function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${value}"`]));
  return `<${name}${written.join('')}>${content}</${name}>`;
}

function padding({ padding: { top, right, bottom, left } }: BlockStyle): string {
  return `${top}px ${right}px ${bottom}px ${left}px`;
}

function place(style: BlockStyle): Attributes {
  return { padding: padding(style), align: style.align, 'container-background-color': style.background };
}

function size(fontSize: number | null): string | null {
  return fontSize === null ? null : `${fontSize}px`;
}

function hrefAttribute(source: string, label: string, context: Context): string | null {
  const href = context.links.parts(source, label, 'html');
  return href && context.tokens.keep(...href);
}

function imageMjml(block: Extract<LeafBlock, { type: 'image' }>, context: Context): string {
  if (block.src === '') return '';
  const src = /^[0-9a-f]{64}$/.test(block.src) ? context.imageUrl(block.src) : new URL(block.src).href;
  return element('mj-image', {
    ...place(block.style),
    src: context.tokens.keep(escapeHtml(src)),
    alt: context.tokens.keep(...templateParts(block.alt, 'html', block.id)),
    href: hrefAttribute(block.href, block.alt, context),
    width: size(block.width),
    height: size(block.height),
    'border-radius': block.radius > 0 ? `${block.radius}px` : null,
  });
}

function buttonMjml(block: Extract<LeafBlock, { type: 'button' }>, context: Context): string {
  const href = hrefAttribute(block.href, block.label, context);
  if (href === null || block.label.trim() === '') return '';
  const attributes = {
    ...place(block.style),
    href,
    'background-color': block.fill ?? context.document.settings.linkColor,
    color: block.ink ?? '#ffffff',
    'border-radius': `${block.radius}px`,
    'inner-padding': '12px 24px',
    'font-size': `${context.document.settings.fontSize}px`,
    'font-weight': 600,
    width: block.fullWidth ? '100%' : null,
  };
  return element('mj-button', attributes, context.tokens.keep(...templateParts(block.label, 'html', block.id)));
}

/** Words in a line, or in a row of small buttons; without pictures, so that they are read before any is fetched. */
function linksMjml(block: Extract<LeafBlock, { type: 'links' }>, context: Context): string {
  const { settings } = context.document;
  const color = block.color ?? settings.linkColor;
  const pill = `display:inline-block;margin:3px;padding:6px 14px;border:1px solid ${color};border-radius:16px;color:${color};text-decoration:none`;
  const style = block.look === 'pills' ? pill : `color:${color};text-decoration:underline`;
  const written = block.items.flatMap(({ label, href }) => {
    if (label.trim() === '') return [];
    const address = hrefAttribute(href, label, context);
    if (address === null) return [];
    const words = context.tokens.keep(...templateParts(label, 'html', block.id));
    return [`<a href="${address}" target="_blank" style="${style}">${words}</a>`];
  });
  if (written.length === 0) return '';
  const attributes = { ...place(block.style), color, 'font-size': size(block.fontSize) };
  return element('mj-text', attributes, written.join(block.look === 'pills' ? ' ' : ' &nbsp;·&nbsp; '));
}

function leafMjml(block: LeafBlock, context: Context): string {
  switch (block.type) {
    case 'heading': {
      const fontSize = block.fontSize ?? headingSizes[block.level];
      const style = `margin:0;font-size:${fontSize}px;line-height:1.25;font-weight:700`;
      const inner = block.text.content.map((line) => inlineRunsHtml(line.content, context)).join('');
      const tag = `h${block.level}`;
      return element(
        'mj-text',
        { ...place(block.style), color: block.color },
        `<${tag} style="${style}">${inner}</${tag}>`,
      );
    }
    case 'text': {
      const attributes = { ...place(block.style), color: block.color, 'font-size': size(block.fontSize) };
      return element('mj-text', attributes, richTextHtml(block.text.content, context));
    }
    case 'image':
      return imageMjml(block, context);
    case 'button':
      return buttonMjml(block, context);
    case 'links':
      return linksMjml(block, context);
    case 'divider':
      return element('mj-divider', {
        ...place(block.style),
        'border-color': block.color,
        'border-width': `${block.thickness}px`,
        width: `${block.width}%`,
      });
    case 'spacer': {
      const { background } = block.style;
      return element('mj-spacer', {
        height: `${block.height}px`,
        padding: padding(block.style),
        'container-background-color': background,
      });
    }
  }
}

function section(content: string, background: string | null): string {
  return element('mj-section', { padding: '0', 'background-color': background }, content);
}

function columnsMjml(block: ColumnsBlock, context: Context): string {
  const columns = block.columns.map((column, index) =>
    element(
      'mj-column',
      { width: `${block.widths[index] ?? 0}%` },
      column.blocks.map((inner) => leafMjml(inner, context)).join(''),
    ),
  );
  const background = block.style.background ?? context.document.settings.contentBackground;
  const content = block.stack ? columns.join('') : element('mj-group', {}, columns.join(''));
  return element('mj-section', { padding: padding(block.style), 'background-color': background }, content);
}

/** Who sends, why one receives it, and the two links that no author can remove. */
function footerMjml(footer: FooterBlock, context: Context): string {
  const { tokens } = context;
  const color = footer.linkColor ?? footer.color;
  const line = (source: string) => tokens.keep(...templateParts(source, 'html', footer.id));
  const link = (slot: 'unsubscribe' | 'preferences', label: string) => {
    const style = `color:${color};text-decoration:underline`;
    return `<a href="${tokens.keep({ slot, context: 'html' })}" target="_blank" style="${style}">${line(label)}</a>`;
  };
  const texts = [footer.identity, footer.reason].filter((source) => source.trim() !== '');
  const paragraphs = texts.map((source) => `<p style="margin:0 0 8px">${line(source)}</p>`).join('');
  const links = `${link('unsubscribe', footer.unsubscribeLabel)} &nbsp;·&nbsp; ${link('preferences', footer.withoutTrackingLabel)}`;
  const attributes = { ...place(footer.style), color: footer.color, 'font-size': `${footer.fontSize}px` };
  return element('mj-text', attributes, `${paragraphs}<p style="margin:0">${links}</p>`);
}

/** Blocks that follow each other without columns share one section: each section costs about 600 bytes of tables. */
function bodyMjml(context: Context): string {
  const { settings, blocks, footer } = context.document;
  const content = settings.contentBackground;
  const sections: string[] = [];
  let run = '';
  const close = () => {
    if (run !== '') sections.push(section(element('mj-column', {}, run), content));
    run = '';
  };
  for (const block of blocks) {
    if (block.type === 'columns') {
      close();
      sections.push(columnsMjml(block, context));
    } else run += leafMjml(block, context);
  }
  run += footerMjml(footer, context);
  close();
  const gap =
    settings.margin > 0
      ? section(element('mj-column', {}, element('mj-spacer', { height: `${settings.margin}px` })), null)
      : '';
  return `${gap}${sections.join('')}${gap}`;
}

/** The document as MJML whose every text and URL is a token of `tokens`, and the links that it met. */
export function documentMjml(input: MjmlInput, tokens: Tokens): { mjml: string; links: LinkRegister } {
  const { settings } = input.document;
  const links = createLinkRegister();
  const context: Context = {
    tokens,
    links,
    linkColor: settings.linkColor,
    document: input.document,
    imageUrl: input.imageUrl,
  };
  const text = { color: settings.color, 'font-size': `${settings.fontSize}px`, 'line-height': settings.lineHeight };
  const head = [
    element('mj-title', {}, tokens.keep(...input.subject)),
    input.preheader.length > 0 ? element('mj-preview', {}, tokens.keep(...input.preheader)) : '',
    element(
      'mj-attributes',
      {},
      `${element('mj-all', { 'font-family': fontStacks[settings.font] })}${element('mj-text', text)}`,
    ),
    // Says that the message brings colours for both schemes, so that a dark client uses those below and inverts none itself.
    element(
      'mj-raw',
      {},
      [
        '<meta name="color-scheme" content="light dark">',
        '<meta name="supported-color-schemes" content="light dark">',
        '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">',
        '<meta name="x-apple-disable-message-reformatting">',
      ].join(''),
    ),
    element('mj-style', {}, ':root { color-scheme: light dark; supported-color-schemes: light dark; }'),
    // A style of its own: clients that don't read attribute selectors drop the whole element.
    element('mj-raw', {}, `<style type="text/css">${darkStyle(input.document)}</style>`),
  ];
  const body = element(
    'mj-body',
    { width: `${settings.width}px`, 'background-color': settings.background },
    `${bodyMjml(context)}${element('mj-raw', {}, tokens.keep({ slot: 'pixel' }))}`,
  );
  return {
    mjml: `<mjml lang="${input.language}" dir="ltr">${element('mj-head', {}, head.join(''))}${body}</mjml>`,
    links,
  };
}
