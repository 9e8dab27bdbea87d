import { createReadStream } from 'node:fs';

/** Lines as they stand, whatever their length; only `\n` and `\r\n` end one, and bytes that are no UTF-8 become U+FFFD. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let parts: string[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    parts.push(first);
    for (const next of rest) {
      yield parts.join('').replace(/\r$/, '');
      parts = [next];
    }
  }
  const last = parts.join('') + decoder.decode();
  if (last !== '') yield last.replace(/\r$/, '');
}
