import { linkUrls, type MergeValues, slotText } from '../render/merge-values.ts';
import type { Mailbox } from './address.ts';
import type { CompiledMessage } from './compile-message.ts';
import { dateHeader, mailboxHeader, messageIdHeader, textHeader, urlHeader } from './headers.ts';
import { encodePiece } from './quoted-printable.ts';

/** `oneClickUrl` takes the RFC 8058 POST; `unsubscribeUrl` is the page for people. `messageId` is `left@right`, without brackets. */
export type Recipient = MergeValues & Mailbox & { oneClickUrl: string; messageId: string; date: Date };

function subjectHeader(compiled: CompiledMessage, recipient: Recipient, urls: readonly string[]): string {
  if (compiled.subject !== null) return compiled.subject;
  const text = compiled.subjectParts.map((part) => (typeof part === 'string' ? part : slotText(part, urls, recipient)));
  return textHeader('Subject', text.join(''));
}

/**
 * One recipient's message: CRLF, only ASCII, lines ≤ 998 (76 in the bodies), no line that begins with a dot. Throws `InvalidInput`
 * (`address`, `url`, `message-id`, `date`, `missing-url`) where a header can't carry what the recipient brings.
 */
export function merge(compiled: CompiledMessage, recipient: Recipient): Buffer {
  const urls = linkUrls(compiled.urls, recipient);
  const head = [
    dateHeader(recipient.date),
    messageIdHeader(recipient.messageId),
    mailboxHeader('To', recipient),
    subjectHeader(compiled, recipient, urls),
    urlHeader('List-Unsubscribe', recipient.oneClickUrl, 'oneClickUrl'),
    '\r\n',
  ].join('');
  // A name or URL is mostly the same string in both bodies.
  const encoded = new Map<string, string>();
  const values = compiled.slots.map((slot) => {
    const text = slotText(slot, urls, recipient);
    const piece = encoded.get(text) ?? encodePiece(text);
    encoded.set(text, piece);
    return piece;
  });

  let length = compiled.head.length + head.length + compiled.literalBytes;
  for (const slot of compiled.order) length += values[slot]?.length ?? 0;

  const message = Buffer.allocUnsafe(length);
  let at = compiled.head.copy(message, 0);
  at += message.write(head, at, 'latin1');
  for (const [index, literal] of compiled.literals.entries()) {
    at += literal.copy(message, at);
    const slot = compiled.order[index];
    if (slot !== undefined) at += message.write(values[slot] ?? '', at, 'latin1');
  }
  return message;
}
