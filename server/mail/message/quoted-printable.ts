/** RFC 2045 §6.7: a line has at most 76 characters, the soft break's `=` included. */
const room = 75;
const hex = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * What stands for a byte at a column. A dot at a line's start is encoded too, so that no transparency (RFC 5321 §4.5.2) is ever needed,
 * and so is the F of "From ", which mbox files would mark.
 */
function symbol(bytes: Uint8Array, at: number, column: number): string {
  const byte = bytes[at] ?? 0;
  if (byte === 0x20 || byte === 0x09) return bytes[at + 1] === 0x0a ? (hex[byte] ?? '') : String.fromCharCode(byte);
  if (byte < 0x21 || byte > 0x7e || byte === 0x3d) return hex[byte] ?? '';
  if (column === 0 && byte === 0x2e) return '=2E';
  if (column === 0 && byte === 0x46 && String.fromCharCode(...bytes.subarray(at, at + 5)) === 'From ') return '=46';
  return String.fromCharCode(byte);
}

/** Sought rather than matched against: the engine stops at the first and never steps back. */
const notPrintable = /[^ -~]/;

/** A line's start at `at`: what stands for its first character, or '' where that can stand as it is. */
function guarded(text: string, at: number): string {
  if (text.startsWith('.', at)) return '=2E';
  return text.startsWith('From ', at) ? '=46' : '';
}

/** The same as below for one line of printable ASCII, in slices rather than bytes: most slots are URLs, too long for one line. */
function encodeLine(text: string): { encoded: string; column: number } {
  const escaped = text.includes('=') ? text.replaceAll('=', '=3D') : text;
  let encoded = '';
  let at = 0;
  for (;;) {
    const guard = guarded(escaped, at);
    const from = guard === '' ? at : at + 1;
    let end = at + room - (guard === '' ? 0 : guard.length - 1);
    if (end >= escaped.length)
      return { encoded: encoded + guard + escaped.slice(from), column: guard.length + escaped.length - from };
    // An `=3D` stays whole.
    if (escaped[end - 1] === '=') end -= 1;
    else if (escaped[end - 2] === '=') end -= 2;
    encoded += `${guard}${escaped.slice(from, end)}=\r\n`;
    at = end;
  }
}

/**
 * Encodes text (LF ends a line; written as CRLF) that starts at a line's start. `column` is where it ends. White space at the very end
 * stays literal: a soft break or a line's end must follow.
 */
export function encodeQuotedPrintable(text: string): { encoded: string; column: number } {
  if (!notPrintable.test(text)) return encodeLine(text);
  const bytes = Buffer.from(text);
  let encoded = '';
  let column = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x0a) {
      encoded += '\r\n';
      column = 0;
      continue;
    }
    let next = symbol(bytes, at, column);
    if (column + next.length > room) {
      encoded += '=\r\n';
      column = 0;
      next = symbol(bytes, at, 0);
    }
    encoded += next;
    column += next.length;
  }
  return { encoded, column };
}

/**
 * As a piece that another may follow at a line's start: a soft break closes a line begun. So each piece of a message can be encoded by
 * itself, and the pieces set side by side.
 */
export function encodePiece(text: string): string {
  const { encoded, column } = encodeQuotedPrintable(text);
  return column > 0 ? `${encoded}=\r\n` : encoded;
}
