import { narrow, newBlock, newFooter, richText } from '#shared/document/new-block.ts';
import { presetDocument } from '#shared/document/presets.ts';
import type { Block, InlineNode, LeafBlock, NewsletterDocument } from '#shared/document/schema.ts';
import type { DemoGroup } from './demo-people.ts';

export type DemoCampaign = {
  name: string;
  subject: string;
  preheader: string;
  include: DemoGroup[];
  exclude: DemoGroup[];
  document: NewsletterDocument;
  state: 'finished' | 'suspended' | 'scheduled' | 'draft';
  /** When it went out (negative) or goes out, in days from the making of the demo. */
  day: number;
  /** When on that day, in Rome: `HH:MM`. */
  clock: string;
  /** Shares: who reads, and who of the readers clicks. */
  reads: number;
  clicks: number;
};

let serial = 0;
const id = () => `demo${++serial}`;
const site = 'https://www.lungofiume.example';

function block<T extends Block['type']>(
  type: T,
  change: Partial<Extract<Block, { type: T }>>,
): Extract<Block, { type: T }> {
  const made = newBlock(type, id(), 'it');
  if (made.type !== type) throw new Error(`newBlock made a ${made.type}`);
  return { ...(made as Extract<Block, { type: T }>), ...change };
}

const heading = (text: string, level: 1 | 2 | 3 = 1) => block('heading', { level, text: richText(text) });
const text = (...paragraphs: string[]) => block('text', { text: richText(...paragraphs) });
const button = (label: string, path: string) => block('button', { label, href: `${site}${path}` });

/** A paragraph that greets by name, then plain ones. */
function greeting(...paragraphs: string[]) {
  const rich = richText('', ...paragraphs);
  const hello: InlineNode[] = [
    { type: 'text', text: 'Ciao ', marks: [] },
    { type: 'variable', attrs: { name: 'contact.firstName', fallback: 'amica o amico' }, marks: [] },
    { type: 'text', text: ',', marks: [] },
  ];
  return block('text', {
    text: { ...rich, content: [{ type: 'paragraph', content: hello }, ...rich.content.slice(1)] },
  });
}

function twoColumns(left: LeafBlock[], right: LeafBlock[]) {
  const columns = [left, right].map((blocks) => ({ id: id(), blocks: blocks.map(narrow) }));
  return block('columns', { widths: [50, 50], columns });
}

function message(...blocks: Block[]): NewsletterDocument {
  const { settings } = presetDocument('newsletter', 'it');
  const footer = {
    ...newFooter('it'),
    identity: 'Associazione Lungofiume · Via del Porto 4, 23900 Lecco · 5×1000: C.F. 92047380131',
  };
  return { version: 1, settings, blocks, footer };
}

export const demoCampaigns: DemoCampaign[] = [
  {
    name: 'Newsletter di settembre',
    subject: 'Si torna sul fiume: il programma di settembre',
    preheader: 'Tre passeggiate, un laboratorio e la festa dei vent’anni del molo.',
    include: [],
    exclude: ['Stampa'],
    state: 'finished',
    day: -68,
    clock: '09:30',
    reads: 0.47,
    clicks: 0.16,
    document: message(
      heading('Si torna sul fiume'),
      greeting(
        'l’estate finisce e il fiume si svuota: è il momento più bello per camminarci accanto. Ecco che cosa facciamo insieme a settembre.',
      ),
      button('Vedi il programma', '/programma/settembre'),
      twoColumns(
        [heading('La passeggiata del molo', 3), text('Sabato 12, ore 9. Si cammina due ore, senza fretta.')],
        [heading('Il laboratorio di mappe', 3), text('Domenica 20, ore 15. Per chi ha dai sei anni in su.')],
      ),
      button('Prenota un posto', '/prenota'),
    ),
  },
  {
    name: 'Visite guidate di ottobre',
    subject: '{{ contact.firstName | "Ciao" }}, nove porte che non hai mai aperto',
    preheader: 'Nove luoghi di solito chiusi, in piccoli gruppi.',
    include: ['Soci', 'Amici'],
    exclude: [],
    state: 'finished',
    day: -40,
    clock: '10:15',
    reads: 0.54,
    clicks: 0.22,
    document: message(
      heading('Nove porte che non hai mai aperto'),
      greeting(
        'a ottobre apriamo nove luoghi che di solito restano chiusi. Si entra a piccoli gruppi, con chi li conosce da sempre.',
      ),
      button('Prenota la visita', '/visite/prenota'),
      text('Se non sai da dove cominciare, guarda la mappa: ci sono gli orari e quanto si cammina.'),
      button('Apri la mappa', '/mappa'),
      block('divider', {}),
      text('Le visite si pagano con un’offerta libera, che va al restauro del ponte vecchio.'),
      button('Sostieni il restauro', '/sostieni'),
    ),
  },
  {
    name: 'Comunicato stampa: il restauro comincia',
    subject: 'Ponte vecchio, il restauro comincia il 10 novembre',
    preheader: 'Comunicato e fotografie per la stampa.',
    include: ['Stampa'],
    exclude: [],
    state: 'finished',
    day: -22,
    clock: '11:00',
    reads: 0.72,
    clicks: 0.5,
    document: message(
      heading('Il restauro del ponte vecchio comincia il 10 novembre'),
      text(
        'Lecco. L’Associazione Lungofiume annuncia l’apertura del cantiere: i lavori dureranno sette mesi e saranno finanziati da 146 donatori privati.',
      ),
      button('Scarica il comunicato', '/stampa/ponte-vecchio'),
      button('Scarica le fotografie', '/stampa/fotografie'),
    ),
  },
  {
    name: 'Newsletter di novembre',
    subject: 'Il ponte, le scuole, le sere d’inverno',
    preheader: 'Che cosa abbiamo fatto, e che cosa facciamo adesso.',
    include: [],
    exclude: ['Stampa', 'Scuole'],
    state: 'finished',
    day: -9,
    clock: '18:00',
    reads: 0.44,
    clicks: 0.13,
    document: message(
      heading('Il ponte, le scuole, le sere d’inverno'),
      greeting(
        'il cantiere è aperto, undici classi hanno adottato un tratto di riva e noi prepariamo le sere d’inverno. Un mese pieno: te lo raccontiamo in tre righe ciascuno.',
      ),
      heading('Il cantiere', 2),
      text(
        'Le prime pietre sono state numerate e smontate. Si può seguire il lavoro dalla passerella, ogni sabato mattina.',
      ),
      button('Leggi il diario del cantiere', '/ponte/diario'),
      heading('Le scuole', 2),
      text('Undici classi, undici tratti di riva, un quaderno per ciascuno.'),
      button('Guarda i quaderni', '/scuole'),
    ),
  },
  {
    name: 'Sondaggio sugli orari',
    subject: 'Due domande sugli orari della sede',
    preheader: 'Bastano trenta secondi.',
    include: ['Soci'],
    exclude: [],
    state: 'suspended',
    day: -1,
    clock: '17:30',
    reads: 0.3,
    clicks: 0.2,
    document: message(
      heading('A che ora ti è comodo passare?'),
      greeting('stiamo per cambiare gli orari della sede. Sono due domande: bastano trenta secondi.'),
      button('Rispondi', '/sondaggio/orari'),
    ),
  },
  {
    name: 'Assemblea dei soci',
    subject: 'Convocazione dell’assemblea dei soci',
    preheader: 'All’ordine del giorno il bilancio e il nuovo direttivo.',
    include: ['Soci'],
    exclude: [],
    state: 'scheduled',
    day: 5,
    clock: '10:00',
    reads: 0,
    clicks: 0,
    document: message(
      heading('Assemblea dei soci'),
      greeting(
        'ti aspettiamo all’assemblea ordinaria. All’ordine del giorno ci sono il bilancio e l’elezione del direttivo.',
      ),
      button('Leggi l’ordine del giorno', '/assemblea'),
    ),
  },
  {
    name: 'Programma di dicembre',
    subject: 'Nove sere d’inverno lungo il fiume',
    preheader: 'Dal 4 dicembre, un luogo ogni sera.',
    include: ['Soci', 'Amici', 'Donatori'],
    exclude: ['Stampa'],
    state: 'draft',
    day: 0,
    clock: '09:00',
    reads: 0,
    clicks: 0,
    document: message(
      heading('Nove sere d’inverno lungo il fiume'),
      greeting(
        'dal 4 dicembre apriamo nove luoghi che di solito restano chiusi. Si entra a piccoli gruppi, con chi li conosce da sempre.',
      ),
      button('Prenota il tuo posto', '/sere/prenota'),
      twoColumns(
        [heading('Il mulino di sotto', 3), text('Venerdì 4, ore 21. 25 posti.')],
        [heading('La sala delle mappe', 3), text('Sabato 5, ore 18. 12 posti.')],
      ),
    ),
  },
];

/** What the association keeps to begin others from, each out of a campaign of its own. */
export const demoTemplates = [
  { name: 'Newsletter del mese', campaign: 'Newsletter di novembre' },
  { name: 'Comunicato stampa', campaign: 'Comunicato stampa: il restauro comincia' },
] as const;
