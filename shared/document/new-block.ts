import type { Block, BlockStyle, FooterBlock, LeafBlock, RichLine } from './schema.ts';

export type DocumentLanguage = 'it' | 'en';

const words = {
  it: {
    button: 'Scopri di più',
    site: 'Il nostro sito',
    reason: 'Ricevi questo messaggio perché ti sei iscritto alle comunicazioni di {{ workspace.name }}.',
    unsubscribe: 'Annulla l’iscrizione',
    withoutTracking: 'Ricevi senza tracciamento',
  },
  en: {
    button: 'Find out more',
    site: 'Our website',
    reason: 'You receive this message because you subscribed to news from {{ workspace.name }}.',
    unsubscribe: 'Unsubscribe',
    withoutTracking: 'Receive without tracking',
  },
} as const satisfies Record<DocumentLanguage, Record<string, string>>;

/** An id that fits the schema; 96 random bits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function blockStyle(top: number, bottom: number, align: BlockStyle['align'] = 'left'): BlockStyle {
  return { padding: { top, right: 32, bottom, left: 32 }, align, background: null };
}

/** Rich text of plain paragraphs; '' is an empty paragraph. */
export function richText(...paragraphs: string[]): RichLine {
  return {
    type: 'doc',
    content: paragraphs.map((text) => ({
      type: 'paragraph',
      content: text === '' ? [] : [{ type: 'text', text, marks: [] }],
    })),
  };
}

function newLeaf(type: LeafBlock['type'], id: string, language: DocumentLanguage): LeafBlock {
  switch (type) {
    case 'heading':
      return { id, type, style: blockStyle(16, 8), level: 2, text: richText(''), color: null, fontSize: null };
    case 'text':
      return { id, type, style: blockStyle(8, 8), text: richText(''), color: null, fontSize: null };
    case 'image': {
      const empty = { src: '', alt: '', width: null, height: null, href: '', radius: 0 };
      return { id, type, style: blockStyle(8, 8, 'center'), ...empty };
    }
    case 'button': {
      const look = { fill: null, ink: null, radius: 6, fullWidth: false };
      return { id, type, style: blockStyle(16, 16), label: words[language].button, href: '', ...look };
    }
    case 'links': {
      const items = [{ label: words[language].site, href: '' }];
      return { id, type, style: blockStyle(16, 16, 'center'), items, look: 'line', color: null, fontSize: null };
    }
    case 'divider':
      return { id, type, style: blockStyle(16, 16, 'center'), color: '#e3e5e8', thickness: 1, width: 100 };
    case 'spacer':
      return { id, type, style: blockStyle(0, 0), height: 24 };
  }
}

/** With the padding that suits a column: with the columns' own it adds up to that of the blocks around them. */
export function narrow<B extends LeafBlock>(block: B): B {
  return { ...block, style: { ...block.style, padding: { ...block.style.padding, left: 16, right: 16 } } };
}

/** A block as the editor inserts it: valid, and unfinished where a person has to choose (image, link). */
export function newBlock(type: Block['type'], id: string, language: DocumentLanguage): Block {
  if (type !== 'columns') return newLeaf(type, id, language);
  const column = () => ({ id: newId(), blocks: [narrow(newLeaf('text', newId(), language))] });
  const style = { ...blockStyle(8, 8), padding: { top: 8, right: 16, bottom: 8, left: 16 } };
  return { id, type, style, widths: [50, 50], columns: [column(), column()], stack: true };
}

/** The footer every message ends with, in the words its language has for it. */
export function newFooter(language: DocumentLanguage): FooterBlock {
  return {
    id: 'footer',
    type: 'footer',
    style: blockStyle(24, 24, 'center'),
    identity: '{{ workspace.name }}',
    reason: words[language].reason,
    unsubscribeLabel: words[language].unsubscribe,
    withoutTrackingLabel: words[language].withoutTracking,
    color: '#5f6672',
    linkColor: null,
    fontSize: 12,
  };
}
