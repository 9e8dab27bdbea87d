import MailComposer from 'nodemailer/lib/mail-composer';
import { cleanLine } from '#shared/document/clean-text.ts';
import { InvalidInput } from '../../lib/errors.ts';
import { formatAddress, type Mailbox } from './address.ts';

export type SystemMessage = {
  from: Mailbox;
  to: Mailbox;
  replyTo?: Mailbox;
  subject: string;
  text: string;
  /** Trusted HTML of ours. */
  html?: string;
  headers?: Readonly<Record<string, string>>;
  /** `left@right`, without brackets. */
  messageId: string;
  date: Date;
};

function mailbox(box: Mailbox, field: string): { name: string; address: string } {
  return { name: cleanLine(box.name ?? ''), address: formatAddress(box.address, field) };
}

/** nodemailer's quoted-printable leaves a bare LF as it is, which SMTP forbids (RFC 5321 §2.3.8). */
function crlf(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n');
}

/** A single mail (activation, reset, notice) as bytes ready for a transport. Throws `InvalidInput` (`address`, `header`). */
export async function buildSystemMessage(message: SystemMessage): Promise<Buffer> {
  const headers = Object.entries(message.headers ?? {}).map(([key, value]) => {
    if (!/^[A-Za-z][A-Za-z0-9-]{0,70}$/.test(key))
      throw new InvalidInput({ reason: 'header', field: key.slice(0, 70) });
    return { key, value: cleanLine(value) };
  });
  const composer = new MailComposer({
    from: mailbox(message.from, 'from'),
    to: mailbox(message.to, 'to'),
    ...(message.replyTo ? { replyTo: mailbox(message.replyTo, 'reply-to') } : {}),
    subject: cleanLine(message.subject),
    text: crlf(message.text),
    ...(message.html === undefined ? {} : { html: crlf(message.html) }),
    headers,
    messageId: `<${cleanLine(message.messageId)}>`,
    date: message.date,
    // Nothing in a message may make the server read a file or fetch a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
