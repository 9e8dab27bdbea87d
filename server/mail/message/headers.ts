import { cleanLine } from '#shared/document/clean-text.ts';
import { InvalidInput } from '../../lib/errors.ts';
import { formatAddress, type Mailbox } from './address.ts';

/** RFC 2047 §2: a line with an encoded-word has at most 76 characters, an encoded-word 75. */
const lineRoom = 76;
const wordOverhead = '=?utf-8?q??='.length;
const asciiQ = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === ' ') return '_';
  return /[A-Za-z0-9!*+/-]/.test(character) ? character : `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
});

function isPlain(text: string): boolean {
  return /^[!-~]{1,60}(?: [!-~]{1,60})*$/.test(text) && !text.includes('=?');
}

/** Words set on lines of at most 76 characters, where the first is `column` characters in already. */
function fold(words: readonly string[], column: number): string {
  let folded = '';
  let length = column;
  for (const [index, word] of words.entries()) {
    if (index > 0) {
      const breaks = length + 1 + word.length > lineRoom;
      folded += breaks ? '\r\n ' : ' ';
      length = breaks ? 1 : length + 1;
    }
    folded += word;
    length += word.length;
  }
  return folded;
}

/** The Q encoding with only what a phrase may hold too (RFC 2047 §5). */
function encodeQ(character: string): string {
  return asciiQ[character.charCodeAt(0)] ?? encodeURIComponent(character).replaceAll('%', '=');
}

/** Each word holds whole characters only (RFC 2047 §5); B where that is shorter, as for Greek or emoji. */
function encodedWords(text: string, column: number): string[] {
  const characters = Array.from(text);
  const quoted = characters.map(encodeQ);
  const useQ = quoted.join('').length <= Math.ceil(Buffer.byteLength(text) / 3) * 4;
  const words: string[] = [];
  let room = Math.max(lineRoom - column, 30) - wordOverhead;
  let run = '';
  let size = 0;
  const close = () => {
    if (run !== '') words.push(useQ ? `=?utf-8?Q?${run}?=` : `=?utf-8?B?${Buffer.from(run).toString('base64')}?=`);
    run = '';
    size = 0;
    room = lineRoom - 1 - wordOverhead;
  };
  for (const [index, character] of characters.entries()) {
    const piece = useQ ? (quoted[index] ?? '') : character;
    const added = useQ ? piece.length : Buffer.byteLength(character);
    const length = useQ ? size + added : Math.ceil((size + added) / 3) * 4;
    if (length > room) close();
    run += piece;
    size += added;
  }
  close();
  return words;
}

/**
 * Text as an unstructured header's value: cleaned of breaks, plain where it is ASCII that folds without harm, else in encoded-words.
 * `column` is how much of the first line is taken (the header's name).
 */
function encodeText(text: string, column: number): string {
  const clean = cleanLine(text);
  if (clean === '') return '';
  return isPlain(clean) ? fold(clean.split(' '), column) : encodedWords(clean, column).join('\r\n ');
}

function encodePhrase(name: string, column: number): string {
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/.test(name) && isPlain(name)) return fold(name.split(' '), column);
  if (/^[ -~]{1,60}$/.test(name) && !name.includes('=?')) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return encodedWords(name, column).join('\r\n ');
}

/** A whole header, CRLF included. */
export function textHeader(name: string, text: string): string {
  const value = encodeText(text, name.length + 2);
  return value === '' ? `${name}:\r\n` : `${name}: ${value}\r\n`;
}

/** Phrase and angle-bracketed rest, as in From, To and List-Id. */
export function phraseHeader(name: string, phrase: string, bracketed: string): string {
  const clean = cleanLine(phrase).trim();
  if (clean === '') return `${name}: <${bracketed}>\r\n`;
  const value = encodePhrase(clean, name.length + 2);
  const lastLine = name.length + 2 + value.length - (value.lastIndexOf('\r\n') + 1);
  const separator = lastLine + bracketed.length + 3 > lineRoom ? '\r\n ' : ' ';
  return `${name}: ${value}${separator}<${bracketed}>\r\n`;
}

/** Throws `InvalidInput` (`address`) as `formatAddress` does. */
export function mailboxHeader(name: string, mailbox: Mailbox): string {
  return phraseHeader(name, mailbox.name ?? '', formatAddress(mailbox.address, name.toLowerCase()));
}

/** RFC 5322 §3.3, always in UTC. Throws `InvalidInput` (`date`) on an invalid one. */
export function dateHeader(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new InvalidInput({ reason: 'date', field: 'date' });
  return `Date: ${date.toUTCString().replace('GMT', '+0000')}\r\n`;
}

/** `id` as `left@right`, without brackets. Throws `InvalidInput` (`message-id`) on anything else. */
export function messageIdHeader(id: string): string {
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,250}$/.test(id)) {
    throw new InvalidInput({ reason: 'message-id', field: 'messageId' });
  }
  return `Message-ID: <${id}>\r\n`;
}

/** A URL in angle brackets (RFC 2369). Throws `InvalidInput` (`url`) unless it is http(s), printable ASCII, and short enough for a line. */
export function urlHeader(name: string, url: string, field: string): string {
  if (!/^https?:\/\/[!-;=?-~]{1,900}$/.test(url)) throw new InvalidInput({ reason: 'url', field });
  const separator = name.length + url.length + 4 > lineRoom ? '\r\n ' : ' ';
  return `${name}:${separator}<${url}>\r\n`;
}

/** A header of the caller's own. Throws `InvalidInput` (`header`) on a name that is none. */
export function ownHeader(name: string, value: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,70}$/.test(name))
    throw new InvalidInput({ reason: 'header', field: name.slice(0, 70) });
  return textHeader(name, value);
}
