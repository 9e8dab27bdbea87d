import { LinkError } from './outcome.ts';

/** One whole SMTP reply. `lines` are without code and separator; `text` is bounded and free of control characters. */
export interface Reply {
  code: number;
  enhanced: string | null;
  text: string;
  lines: string[];
}

/** RFC 5321 §4.5.3.1.5 allows 512 octets a line; real servers go beyond, none beyond this. */
const MAX_LINE = 4096;
const MAX_LINES = 128;
const MAX_TEXT = 2000;
const LF = 10;
const CR = 13;

const LINE = /^([2-5][0-9][0-9])(?:([ -])(.*))?$/s;
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/**
 * Splits what a server sends into replies, however it is cut into chunks. Lines end in CRLF (a bare LF is endured).
 * Throws a `protocol` LinkError on anything that is not a reply, on a line over 4,096 octets, on more than 128 lines,
 * and on a multiline reply whose codes differ (RFC 5321 §4.2.1).
 */
export class ReplyReader {
  #rest: Buffer | null = null;
  #code = 0;
  #lines: string[] = [];

  /** Adds a chunk and returns the replies it completed, in order. */
  push(chunk: Buffer): Reply[] {
    const data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const replies: Reply[] = [];
    let start = 0;
    for (let end = data.indexOf(LF, start); end !== -1; end = data.indexOf(LF, start)) {
      const stop = end > start && data[end - 1] === CR ? end - 1 : end;
      if (stop - start > MAX_LINE) throw new LinkError('protocol', 'reply line too long');
      const reply = this.#line(data.toString('utf8', start, stop));
      if (reply) replies.push(reply);
      start = end + 1;
    }
    if (data.length - start > MAX_LINE) throw new LinkError('protocol', 'reply line too long');
    this.#rest = start < data.length ? data.subarray(start) : null;
    return replies;
  }

  /** True between the first octet of a reply and its end. */
  get partial(): boolean {
    return this.#rest !== null || this.#lines.length > 0;
  }

  #line(line: string): Reply | null {
    const match = LINE.exec(line);
    if (!match) throw new LinkError('protocol', `not an SMTP reply: ${clean(line).slice(0, 200)}`);
    const code = Number(match[1]);
    if (this.#lines.length > 0 && code !== this.#code) {
      throw new LinkError('protocol', 'the lines of one reply carry different codes');
    }
    if (this.#lines.length >= MAX_LINES) throw new LinkError('protocol', 'reply has too many lines');
    this.#code = code;
    this.#lines.push(match[3] ?? '');
    if (match[2] === '-') return null;
    const lines = this.#lines;
    this.#lines = [];
    return reply(code, lines);
  }
}

/** An enhanced code counts only when its class agrees with the basic code (RFC 2034 §4). */
function reply(code: number, lines: string[]): Reply {
  const first = ENHANCED.exec(lines[0] ?? '')?.[1] ?? null;
  const enhanced = first !== null && first[0] === String(code)[0] ? first : null;
  const texts = lines.map((line) => (enhanced && line.startsWith(enhanced) ? line.slice(enhanced.length) : line));
  const text = texts.map((line) => clean(line)).join('\n');
  return { code, enhanced, text: text.slice(0, MAX_TEXT), lines };
}

function clean(line: string): string {
  return line.replace(CONTROL, ' ').trim();
}
