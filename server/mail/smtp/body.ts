const LF = 10;
const CR = 13;
const DOT = 46;

/** What ends a message in DATA, its last line's end included. */
export const FINAL_DOT = Buffer.from('\r\n.\r\n');

/**
 * Prepares a message for DATA without its end: bare CR and bare LF become CRLF (RFC 5321 §2.3.8; a bare newline before
 * a dot is how messages are smuggled), leading dots are doubled (§4.5.2), and the last line's CRLF is left off, because
 * `FINAL_DOT` brings it. Returns the input's own memory when nothing had to change.
 */
export function stuff(message: Uint8Array): Uint8Array {
  const end = withoutLastNewline(message);
  const first = firstChange(message, end);
  return first === -1 ? message.subarray(0, end) : rewrite(message, first, end);
}

/** A canonical message (CRLF only, dots doubled) without its last CRLF. */
export function trimCanonical(message: Uint8Array): Uint8Array {
  return message.subarray(0, withoutLastNewline(message));
}

function withoutLastNewline(message: Uint8Array): number {
  const length = message.length;
  return length >= 2 && message[length - 1] === LF && message[length - 2] === CR ? length - 2 : length;
}

function firstChange(message: Uint8Array, end: number): number {
  if (end > 0 && message[0] === DOT) return 0;
  for (let at = 0; at < end; at++) {
    const byte = message[at] ?? 0;
    if (byte > CR) continue;
    if (byte === LF) return at;
    if (byte === CR) {
      if (at + 1 >= end || message[at + 1] !== LF) return at;
      at += 1;
      if (at + 1 < end && message[at + 1] === DOT) return at + 1;
    }
  }
  return -1;
}

function rewrite(message: Uint8Array, from: number, end: number): Uint8Array {
  // Each octet becomes two at most.
  const out = Buffer.allocUnsafe(from + (end - from) * 2);
  out.set(message.subarray(0, from), 0);
  let to = from;
  let lineStart = from === 0 || message[from - 1] === LF;
  for (let at = from; at < end; at++) {
    const byte = message[at] ?? 0;
    if (byte === CR || byte === LF) {
      if (byte === CR && at + 1 < end && message[at + 1] === LF) at += 1;
      out[to++] = CR;
      out[to++] = LF;
      lineStart = true;
      continue;
    }
    if (lineStart && byte === DOT) out[to++] = DOT;
    lineStart = false;
    out[to++] = byte;
  }
  // A message that ended in a bare newline must not gain an empty line before the final dot.
  if (end === message.length && lineStart && to >= 2) to -= 2;
  return out.subarray(0, to);
}
