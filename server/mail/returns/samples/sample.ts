import type { ReturnReport } from '../return-report.ts';

/** A mail written for the test after a documented format, and how it must be read. */
export interface Sample {
  name: string;
  raw: string;
  expected: Pick<ReturnReport, 'kind' | 'reason'> & Partial<ReturnReport>;
}

const OURS = 'ritorni@news.example';
export const ORIGINAL_ID = 'c1.r7@news.example';
const ORIGINAL = `From: Negozio <news@news.example>
To: Anna <anna@shop.example>
Subject: Offerte di marzo
Message-ID: <${ORIGINAL_ID}>
Date: Mon, 2 Mar 2026 09:00:00 +0100`;

/** Lines as on the wire. */
export function wire(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

type Message = { from: string; subject: string; text: string; headers?: string };

/** A message of text alone. */
export function message({ from, subject, text, headers = '' }: Message): string {
  const type = /content-type/i.test(headers) ? '' : 'Content-Type: text/plain; charset=utf-8\n';
  return wire(`${headers ? `${headers}\n` : ''}From: ${from}
To: ${OURS}
Subject: ${subject}
Date: Mon, 2 Mar 2026 09:05:00 +0100
MIME-Version: 1.0
${type}
${text}
`);
}

export type Dsn = {
  from?: string;
  subject?: string;
  notice?: string;
  /** Fields about the message, without Reporting-MTA. */
  about?: string;
  /** Groups of recipients, each a block of fields. */
  recipients: string[];
  type?: string;
  encoding?: string;
  encode?: (text: string) => string;
  returned?: string;
  reporting?: string;
};

/** multipart/report; report-type=delivery-status (RFC 3462, RFC 3464). */
export function dsn(given: Dsn): string {
  const status = [
    `Reporting-MTA: ${given.reporting ?? 'dns; mx.news.example'}${given.about ? `\n${given.about}` : ''}`,
    ...given.recipients,
  ].join('\n\n');
  return wire(`Return-Path: <>
From: ${given.from ?? 'Mail Delivery System <MAILER-DAEMON@mx.news.example>'}
To: ${OURS}
Subject: ${given.subject ?? 'Undelivered Mail Returned to Sender'}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="=_edge/1"

This is a MIME-encapsulated message.

--=_edge/1
Content-Type: text/plain; charset=utf-8

${given.notice ?? 'Your message could not be delivered. The fields below say why.'}

--=_edge/1
Content-Type: ${given.type ?? 'message/delivery-status'}
${given.encoding ? `Content-Transfer-Encoding: ${given.encoding}\n` : ''}
${given.encode ? given.encode(`${status}\n`) : status}

--=_edge/1
Content-Type: ${given.returned ?? 'text/rfc822-headers'}

${ORIGINAL}

--=_edge/1--
`);
}

/** The fields of one recipient. */
export function fields(to: string, status: string, diagnostic = '', action = 'failed', more = ''): string {
  return `Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}${diagnostic ? `\nDiagnostic-Code: smtp; ${diagnostic}` : ''}${more ? `\n${more}` : ''}`;
}

type Arf = { from?: string; fields: string; to?: string; reportType?: string; returned?: string };

/** multipart/report; report-type=feedback-report (RFC 5965). */
export function arf(given: Arf): string {
  return wire(`From: ${given.from ?? 'feedback@provider.example'}
To: ${OURS}
Subject: FW: Offerte di marzo
MIME-Version: 1.0
Content-Type: multipart/report; ${given.reportType ?? 'report-type=feedback-report; '}boundary=arf

--arf
Content-Type: text/plain

This is an e-mail abuse report for a message received on 2 March 2026.

--arf
Content-Type: message/feedback-report

${given.fields}

--arf
Content-Type: message/rfc822

${given.returned ?? ORIGINAL.replace('Anna <anna@shop.example>', given.to ?? 'anna@shop.example')}

Ciao Anna
--arf--
`);
}

type Receipt = { name: string; subject: string; text: string; certificate: string; error?: string };

/** A receipt of certified mail with its daticert.xml. */
export function receipt({ name, subject, text, certificate, error = 'nessuno' }: Receipt): string {
  return wire(`X-Ricevuta: ${name}
X-Riferimento-Message-ID: <${ORIGINAL_ID}>
From: posta-certificata@pec.gestore.example
To: ${OURS}
Subject: ${subject}
MIME-Version: 1.0
Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=pec

--pec
Content-Type: multipart/mixed; boundary=inside

--inside
Content-Type: text/plain; charset=utf-8

${text}

--inside
Content-Type: application/xml; name="daticert.xml"
Content-Transfer-Encoding: base64

${Buffer.from(`<?xml version="1.0"?><postacert tipo="${name}" errore="${error}"><intestazione><mittente>news@news.example</mittente><destinatari tipo="certificato">anna@pec.example</destinatari></intestazione><dati>${certificate}<msgid>&lt;${ORIGINAL_ID}&gt;</msgid></dati></postacert>`).toString('base64')}
--inside--
--pec
Content-Type: application/pkcs7-signature; name="smime.p7s"

AAAA
--pec--
`);
}
