import { decodeWords } from 'postal-mime';

export interface Header {
  /** Lower-case. */
  name: string;
  /** Unfolded, encoded words decoded (RFC 2047). */
  value: string;
}

const MOST_HEADERS = 1000;
const MOST_VALUE_CHARACTERS = 8192;

/**
 * Headers or fields of a report from text whose lines end in `\n`, as far as the first empty line; `rest` is what follows it.
 * A line that is neither a field nor indented is the rest of the field before it, as servers wrap long answers; what is
 * beyond a thousand fields is left out.
 */
export function readHeaders(text: string): { headers: Header[]; rest: string } {
  const headers: Header[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    if (line.trim() === '') break;
    const last = headers.at(-1);
    const [, name, value] = /^([!-9;-~]{1,100})[ \t]*:(.*)$/s.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      if (headers.length >= MOST_HEADERS) break;
      headers.push({ name: name.toLowerCase(), value: value.slice(0, MOST_VALUE_CHARACTERS).trim() });
    } else if (last && last.value.length < MOST_VALUE_CHARACTERS) {
      last.value += ` ${line.slice(0, MOST_VALUE_CHARACTERS).trim()}`;
    }
  }
  for (const header of headers) header.value = readable(header.value);
  return { headers, rest: text.slice(at) };
}

/** The first value of that name, '' where there is none. */
export function headerOf(headers: readonly Header[], name: string): string {
  return headers.find((header) => header.name === name)?.value ?? '';
}

/** Raw bytes in a header are UTF-8 (RFC 6532) where they can be, else what old programs meant by them. */
function readable(value: string): string {
  const text = /[\x80-\xff]/.test(value) && !/[^\0-\xff]/.test(value) ? decodeBytes(value, '') : value;
  if (!text.includes('=?')) return text;
  try {
    return decodeWords(text);
  } catch {
    return text;
  }
}

/**
 * Text from bytes kept as Latin-1 characters. What is no valid text in the charset it declares is taken as UTF-8, and what is
 * no UTF-8 as windows-1252, where every byte means something.
 */
export function decodeBytes(bytes: string, charset: string): string {
  if (!/[^\n\t -~]/.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  for (const label of [charset, 'utf-8']) {
    try {
      return new TextDecoder(label || 'utf-8', { fatal: true }).decode(buffer);
    } catch {
      // An unknown label or bytes it does not allow: the next one.
    }
  }
  return new TextDecoder('windows-1252').decode(buffer);
}
