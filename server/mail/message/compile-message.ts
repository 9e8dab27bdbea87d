import { createHash } from 'node:crypto';
import { InvalidInput } from '../../lib/errors.ts';
import type { CompiledTemplate, Part, Slot } from '../render/compiled-template.ts';
import type { Mailbox } from './address.ts';
import { mailboxHeader, ownHeader, phraseHeader, textHeader } from './headers.ts';
import { encodePiece, encodeQuotedPrintable } from './quoted-printable.ts';

export type Attachment = { filename: string; contentType: string; content: Uint8Array };

export type MessageOptions = {
  from: Mailbox;
  replyTo: string | null;
  /** RFC 2919: `id` is a name below a domain of ours, the same for all campaigns of a topic. */
  list: { id: string; name: string };
  /** Google's Feedback-ID: up to four fields, the last the constant sender. */
  feedbackId?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  attachments?: readonly Attachment[];
};

/**
 * A campaign's message, encoded once. `literals` (one more than `order`) are final bytes; between them stand `slots[order[i]]`, each
 * distinct slot encoded once for each recipient. `literalBytes` is their sum.
 */
export type CompiledMessage = {
  head: Buffer;
  /** The Subject header where it is the same for all. */
  subject: string | null;
  subjectParts: Part[];
  literals: Buffer[];
  slots: Slot[];
  order: number[];
  literalBytes: number;
  urls: string[];
};

function mimePart(contentType: string, transferEncoding: string): string {
  return `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: ${transferEncoding}\r\n`;
}

/** RFC 2231 §4 for names outside ASCII, a quoted-string beside for agents that don't read it. */
function disposition(filename: string): string {
  const name = filename.toWellFormed().replace(/[\\/]/g, '_').slice(0, 150);
  const ascii = name.replace(/[^ !#-[\]-~]/g, '_');
  const extended = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const star = ascii === name || extended.length > 900 ? '' : `;\r\n filename*=utf-8''${extended}`;
  return `Content-Disposition: attachment;\r\n filename="${ascii}"${star}\r\n`;
}

function attachmentPart(attachment: Attachment): string {
  if (!/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/i.test(attachment.contentType)) {
    throw new InvalidInput({ reason: 'header', field: 'contentType' });
  }
  const encoded = Buffer.from(attachment.content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `${mimePart(attachment.contentType, 'base64')}${disposition(attachment.filename)}\r\n${encoded}\r\n`;
}

/** Gathers final text and slots in order; a literal is encoded so that the next piece begins a line. */
function collect() {
  const literals: string[] = [];
  const slots: Slot[] = [];
  const order: number[] = [];
  const known = new Map<string, number>();
  let open = '';
  return {
    raw(text: string) {
      open += text;
    },
    slot(slot: Slot) {
      const key = JSON.stringify(slot);
      const index = known.get(key) ?? slots.push(slot) - 1;
      known.set(key, index);
      literals.push(open);
      open = '';
      order.push(index);
    },
    finish: () => ({ literals: [...literals, open], slots, order }),
  };
}

function encodeBody(parts: readonly Part[], into: ReturnType<typeof collect>): void {
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') into.slot(part);
    else if (index < parts.length - 1) into.raw(encodePiece(part));
    else {
      // The end of a body is the break before its boundary; white space before that would be lost.
      const { encoded } = encodeQuotedPrintable(part.endsWith('\n') ? part : `${part}\n`);
      into.raw(encoded.slice(0, -2));
    }
  }
}

/**
 * Encodes all that recipients share: headers, both bodies in quoted-printable (only ASCII, lines ≤ 76, none begins with a dot), and
 * the attachments. A slot always begins a line, behind a soft break, and ends with one, so its value is wrapped on its own. Throws
 * `InvalidInput` (`address`, `header`) on what headers can't carry.
 */
export function compileMessage(template: CompiledTemplate, options: MessageOptions): CompiledMessage {
  if (!/^[A-Za-z0-9.-]{1,250}$/.test(options.list.id)) throw new InvalidInput({ reason: 'header', field: 'list-id' });
  const attachments = options.attachments ?? [];
  // `=_` occurs neither in quoted-printable nor in base64 (RFC 2045 §6.7 suggests it), so no content can hold the boundary.
  const digest = createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 24);
  const inner = `=_a${digest}`;
  const outer = `=_m${digest}`;
  const alternative = `multipart/alternative;\r\n boundary="${inner}"`;

  const head = [
    mailboxHeader('From', options.from),
    options.replyTo === null ? '' : mailboxHeader('Reply-To', { address: options.replyTo }),
    phraseHeader('List-Id', options.list.name, options.list.id),
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n',
    'Precedence: bulk\r\n',
    options.feedbackId === undefined ? '' : textHeader('Feedback-ID', options.feedbackId),
    ...(options.headers ?? []).map(([name, value]) => ownHeader(name, value)),
    `Content-Language: ${template.language}\r\n`,
    'MIME-Version: 1.0\r\n',
    `Content-Type: ${attachments.length > 0 ? `multipart/mixed;\r\n boundary="${outer}"` : alternative}\r\n`,
  ].join('');

  const body = collect();
  if (attachments.length > 0) body.raw(`--${outer}\r\nContent-Type: ${alternative}\r\n\r\n`);
  body.raw(`--${inner}\r\n${mimePart('text/plain; charset=utf-8', 'quoted-printable')}\r\n`);
  encodeBody(template.text, body);
  body.raw(`\r\n--${inner}\r\n${mimePart('text/html; charset=utf-8', 'quoted-printable')}\r\n`);
  encodeBody(template.html, body);
  body.raw(`\r\n--${inner}--\r\n`);
  for (const attachment of attachments) body.raw(`--${outer}\r\n${attachmentPart(attachment)}`);
  if (attachments.length > 0) body.raw(`--${outer}--\r\n`);

  const { literals: texts, slots, order } = body.finish();
  const literals = texts.map((text) => Buffer.from(text, 'latin1'));
  const isStatic = template.subject.every((part) => typeof part === 'string');
  return {
    head: Buffer.from(head, 'latin1'),
    subject: isStatic ? textHeader('Subject', template.subject.join('')) : null,
    subjectParts: template.subject,
    literals,
    slots,
    order,
    literalBytes: literals.reduce((sum, literal) => sum + literal.length, 0),
    urls: template.links.map((link) => link.url),
  };
}
