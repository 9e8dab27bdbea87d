import { type DocumentLanguage, narrow, newBlock, newFooter, richText } from './new-block.ts';
import type { PresetName } from './preset-names.ts';
import type { Block, DocumentSettings, InlineNode, NewsletterDocument } from './schema.ts';

const plain: DocumentSettings = {
  width: 600,
  margin: 24,
  background: '#f3f4f6',
  contentBackground: '#ffffff',
  color: '#1f2430',
  linkColor: '#1d4ed8',
  font: 'system',
  fontSize: 16,
  lineHeight: 1.5,
};

const words = {
  it: {
    greeting: 'Ciao ',
    friend: 'amica o amico',
    announcement: {
      title: 'Una novità per te',
      body: 'Racconta qui la novità, in poche righe: che cosa cambia, da quando, per chi.',
    },
    newsletter: {
      title: 'Le notizie del mese',
      body: 'Ecco che cosa è successo nelle ultime settimane.',
      first: 'Prima notizia',
      second: 'Seconda notizia',
      item: 'Due o tre frasi che invitano a leggere il resto.',
    },
    event: {
      title: 'Ti aspettiamo',
      body: 'Ti invitiamo a passare una giornata con noi.',
      facts: ['Quando: ', 'Dove: ', 'Come partecipare: '],
    },
    consent: {
      title: 'Ci aiuti a scriverti meglio?',
      body: [
        'vorremmo sapere quali messaggi apri e quali collegamenti segui, per mandarti solo quello che ti interessa.',
        'Oggi contiamo le letture senza sapere di chi sono. Con il tuo consenso sapremmo anche chi legge: ti spieghiamo come nella pagina che si apre, e decidi lì.',
        'È una scelta a parte: continui a ricevere tutto anche se dici di no, e puoi cambiare idea da ogni messaggio.',
      ],
      button: 'Leggi e scegli',
    },
  },
  en: {
    greeting: 'Hello ',
    friend: 'friend',
    announcement: {
      title: 'Something new for you',
      body: 'Tell the news here in a few lines: what changes, from when, for whom.',
    },
    newsletter: {
      title: 'This month’s news',
      body: 'Here is what has happened in the last few weeks.',
      first: 'First story',
      second: 'Second story',
      item: 'Two or three sentences that invite people to read on.',
    },
    event: {
      title: 'Join us',
      body: 'You are invited to spend a day with us.',
      facts: ['When: ', 'Where: ', 'How to take part: '],
    },
    consent: {
      title: 'Will you help us write to you better?',
      body: [
        'we would like to know which messages you open and which links you follow, to send you only what interests you.',
        'Today we count opens without knowing whose they are. With your consent we would also know who reads: the page that opens explains how, and you decide there.',
        'It is a choice of its own: you go on receiving everything if you say no, and you can change your mind from any message.',
      ],
      button: 'Read and choose',
    },
  },
} as const satisfies Record<DocumentLanguage, unknown>;

function heading(id: string, level: 1 | 2 | 3, text: string, language: DocumentLanguage): Block[] {
  const block = newBlock('heading', id, language);
  return block.type === 'heading' ? [{ ...block, level, text: richText(text) }] : [];
}

function paragraphs(id: string, language: DocumentLanguage, ...texts: string[]): Block[] {
  const block = newBlock('text', id, language);
  return block.type === 'text' ? [{ ...block, text: richText(...texts) }] : [];
}

function greeting(language: DocumentLanguage, ...body: readonly string[]): Block[] {
  const { greeting: hello, friend } = words[language];
  const line: InlineNode[] = [
    { type: 'text', text: hello, marks: [] },
    { type: 'variable', attrs: { name: 'contact.firstName', fallback: friend }, marks: [] },
    { type: 'text', text: ',', marks: [] },
  ];
  const block = newBlock('text', 'greeting', language);
  const content = [{ type: 'paragraph' as const, content: line }, ...richText(...body).content];
  return block.type === 'text' ? [{ ...block, text: { type: 'doc', content } }] : [];
}

function facts(language: DocumentLanguage): Block[] {
  const block = newBlock('text', 'facts', language);
  const content = words[language].event.facts.map((fact) => ({
    type: 'listItem' as const,
    content: [
      {
        type: 'paragraph' as const,
        content: [{ type: 'text' as const, text: fact, marks: [{ type: 'bold' as const }] }],
      },
    ],
  }));
  return block.type === 'text' ? [{ ...block, text: { type: 'doc', content: [{ type: 'bulletList', content }] } }] : [];
}

function columns(language: DocumentLanguage): Block[] {
  const text = words[language].newsletter;
  const block = newBlock('columns', 'stories', language);
  if (block.type !== 'columns') return [];
  const story = (id: string, title: string) => ({
    id,
    blocks: [...heading(`${id}-title`, 3, title, language), ...paragraphs(`${id}-text`, language, text.item)]
      .filter((inner) => inner.type !== 'columns')
      .map(narrow),
  });
  return [{ ...block, columns: [story('first', text.first), story('second', text.second)] }];
}

function whole(language: DocumentLanguage, settings: DocumentSettings, blocks: Block[]): NewsletterDocument {
  return { version: 1, settings, blocks, footer: newFooter(language) };
}

/** The texts that tell what to write in their place: nobody means to send them. */
const prompts: ReadonlySet<string> = new Set(
  Object.values(words).flatMap(({ announcement, newsletter, event }) =>
    [announcement.body, newsletter.first, newsletter.second, newsletter.item, ...event.facts].map((text) =>
      text.trim(),
    ),
  ),
);

/** Whether a paragraph still says what a theme put there to be written over. */
export const isPrompt = (paragraph: string): boolean => prompts.has(paragraph.trim());

/** What a new campaign starts with: one empty text. */
export function emptyDocument(language: DocumentLanguage): NewsletterDocument {
  return whole(language, plain, paragraphs('text', language, ''));
}

/** A theme to start from; its texts are meant to be written over, its image chosen. */
export function presetDocument(name: PresetName, language: DocumentLanguage): NewsletterDocument {
  const text = words[language];
  const button = newBlock('button', 'button', language);
  switch (name) {
    case 'announcement':
      return whole(language, plain, [
        newBlock('image', 'image', language),
        ...heading('title', 1, text.announcement.title, language),
        ...greeting(language, text.announcement.body),
        button,
      ]);
    case 'newsletter': {
      const settings: DocumentSettings = { ...plain, font: 'georgia', background: '#f5f1ea', linkColor: '#8a3b12' };
      return whole(language, settings, [
        ...heading('title', 1, text.newsletter.title, language),
        ...greeting(language, text.newsletter.body),
        newBlock('divider', 'divider', language),
        ...columns(language),
        button,
      ]);
    }
    case 'event': {
      const settings: DocumentSettings = { ...plain, background: '#e8f0ee', linkColor: '#0f6b5c' };
      return whole(language, settings, [
        newBlock('image', 'image', language),
        ...heading('title', 1, text.event.title, language),
        ...greeting(language, text.event.body),
        ...facts(language),
        button,
      ]);
    }
    case 'consent': {
      const settings: DocumentSettings = { ...plain, background: '#eef1fa' };
      const ask =
        button.type === 'button' ? { ...button, label: text.consent.button, href: '{{ link.consent }}' } : button;
      return whole(language, settings, [
        ...heading('title', 1, text.consent.title, language),
        ...greeting(language, ...text.consent.body),
        ask,
      ]);
    }
  }
}
