import { decodeBytes, type Header, headerOf, readHeaders } from './mail-headers.ts';

/** A part of a message. postal-mime folds reports into attachments and text; here their place in the tree is what counts. */
export interface MimePart {
  headers: Header[];
  /** Lower-case, `text/plain` where none is declared. */
  type: string;
  parameters: Map<string, string>;
  /** Transfer encoding undone, charset decoded, lines ended by `\n`; '' for a multipart. */
  text: string;
  parts: MimePart[];
  /** The boundary after it was there: nothing of it is missing. A whole message always is taken to be. */
  ended: boolean;
}

/** A bounce's evidence stands in its first pages; what follows is the returned message with its attachments. */
const MOST_BYTES = 1_048_576;
const DEEPEST = 20;
const MOST_PARTS = 200;

/** Reads at most the first 1 MiB, 20 levels and 200 parts. Takes any bytes; never throws. */
export function readMessage(raw: Uint8Array): MimePart {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MOST_BYTES)).toString('latin1');
  return readPart(
    text
      .replace(/^\ufeff|^\xef\xbb\xbf/, '')
      .replace(/\r\n?/g, '\n')
      .replace(/^(?:[>]?From [^\n]*\n|\n)+/, ''),
    { depth: 0, left: { parts: MOST_PARTS }, ended: true },
  );
}

/** A message that stands inside another as message/rfc822. */
export function readInner(part: MimePart): MimePart {
  return readMessage(Buffer.from(part.text, 'utf8'));
}

type Reading = { depth: number; left: { parts: number }; ended: boolean };

function readPart(text: string, reading: Reading): MimePart {
  // A part without headers starts with its empty line; a message that has lost them starts with its text.
  const headless = !text.startsWith('\n') && !/^[!-9;-~]{1,100}[ \t]*:/.test(text);
  const { headers, rest } = headless ? { headers: [], rest: text } : readHeaders(text);
  const { value: type, parameters } = readStructured(headerOf(headers, 'content-type'));
  const part: MimePart = {
    headers,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'text/plain',
    parameters,
    text: '',
    parts: [],
    ended: reading.ended,
  };
  if (part.type.startsWith('multipart/') && reading.depth < DEEPEST) {
    const pieces = split(rest, parameters.get('boundary') ?? '');
    for (const piece of pieces) {
      if (reading.left.parts-- <= 0) break;
      part.parts.push(readPart(piece.text, { ...reading, depth: reading.depth + 1, ended: piece.ended }));
    }
    // A multipart without any boundary is read as the text that it shows.
    if (pieces.length > 0) return part;
    part.type = 'text/plain';
  }
  const decoded = undo(rest, headerOf(headers, 'content-transfer-encoding'));
  part.text = decodeBytes(decoded, parameters.get('charset') ?? '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '');
  return part;
}

/** The pieces between boundary lines (RFC 2046 §5.1.1). A boundary that is not declared, or not there, is looked for. */
function split(text: string, declared: string): { text: string; ended: boolean }[] {
  const boundary = declared !== '' && `\n${text}`.includes(`\n--${declared}`) ? declared : guess(text);
  if (boundary === null) return [];
  const pieces: { text: string; ended: boolean }[] = [];
  const marker = `\n--${boundary}`;
  const padded = `\n${text}`;
  let start = -1;
  for (let at = padded.indexOf(marker); at >= 0; at = padded.indexOf(marker, at + marker.length)) {
    const lineEnd = padded.indexOf('\n', at + 1);
    const tail = padded.slice(at + marker.length, lineEnd < 0 ? padded.length : lineEnd).trim();
    if (tail !== '' && tail !== '--') continue;
    if (start >= 0) pieces.push({ text: padded.slice(start, at), ended: true });
    start = tail === '' && lineEnd >= 0 ? lineEnd + 1 : -1;
    if (tail === '--' || pieces.length >= MOST_PARTS) return pieces;
  }
  if (start >= 0) pieces.push({ text: padded.slice(start), ended: false });
  return pieces;
}

function guess(text: string): string | null {
  return /(?:^|\n)--([^\s-][^\n]{0,68}[^\s])[ \t]*\nContent-/i.exec(text)?.[1] ?? null;
}

/** `value; name=value; name="value"` (RFC 2045 §5.1). */
function readStructured(header: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const pattern = /;\s*([\w*-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.){0,300})"?|([^\s;]{1,300}))/g;
  for (const [, name = '', quoted, bare] of header.matchAll(pattern)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, (quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '').trim());
  }
  return { value: (header.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters };
}

function undo(body: string, encoding: string): string {
  const name = /[\w-]+/.exec(encoding)?.[0]?.toLowerCase();
  if (name === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (name !== 'quoted-printable') return body;
  return body
    .replace(/=[ \t]*\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The part and those under it, outermost first, not entering messages that are carried along. */
export function* partsOf(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.parts) yield* partsOf(child);
}

export function findPart(root: MimePart, ...types: string[]): MimePart | undefined {
  for (const part of partsOf(root)) if (types.includes(part.type)) return part;
  return undefined;
}

const RETURNED = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
  'text/rfc822',
];

/** Headers of the message that is carried along, or none. */
export function returnedHeaders(root: MimePart): Header[] {
  const part = findPart(root, ...RETURNED);
  return part ? readHeaders(part.text.replace(/^\n+/, '')).headers : [];
}

/** What a reader sees first: the plain text, else the HTML without its marks. Quotations marked as such in HTML are left out. */
export function shownText(root: MimePart): string {
  const plain = [...partsOf(root)].filter(({ type, text }) => type === 'text/plain' && text.trim() !== '');
  if (plain.length > 0) return plain.map(({ text }) => text).join('\n');
  const html = findPart(root, 'text/html')?.text ?? '';
  return htmlText(html);
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  apos: "'",
  egrave: 'è',
  agrave: 'à',
  ugrave: 'ù',
  ograve: 'ò',
  eacute: 'é',
};

function htmlText(html: string): string {
  return html
    .slice(0, 200_000)
    .split(/<blockquote|<div class="?gmail_quote|<div id="?(?:divRplyFwdMsg|appendonsend)/i, 1)
    .join('')
    .replace(/<(style|script|head)\b[^>]{0,500}>[\s\S]{0,50000}?<\/\1>/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d|hr)\b[^>]{0,500}>/gi, '\n')
    .replace(/<[a-z/!][^<>@]{0,2000}>/gi, '')
    .replace(/&(?:#(\d{1,6})|([a-z]{2,8}));/gi, (all, number?: string, name?: string) =>
      number ? String.fromCodePoint(Math.min(Number(number), 0x10ffff)) : (ENTITIES[name?.toLowerCase() ?? ''] ?? all),
    )
    .replace(/\n /g, '\n');
}
