import { arf, message, ORIGINAL_ID, receipt, type Sample, wire } from './sample.ts';

const abuse = 'Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1';

export const feedbackReports: Sample[] = [
  {
    name: 'ARF with Original-Rcpt-To',
    raw: arf({ fields: `${abuse}\nOriginal-Rcpt-To: <anna@shop.example>\nOriginal-Mail-From: <ritorni@news.example>` }),
    expected: { kind: 'complaint', reason: 'abuse', recipient: 'anna@shop.example', originalMessageId: ORIGINAL_ID },
  },
  {
    name: 'ARF, recipient in the returned message',
    raw: arf({ fields: abuse }),
    expected: { kind: 'complaint', reason: 'abuse', recipient: 'anna@shop.example' },
  },
  {
    name: 'Yahoo, redacted',
    raw: arf({
      from: 'feedback@arf.mail.yahoo.example',
      fields: `${abuse}\nOriginal-Rcpt-To: redacted@yahoo.example`,
      to: 'redacted@yahoo.example',
    }),
    expected: { kind: 'complaint', reason: 'abuse', recipient: null, originalMessageId: ORIGINAL_ID },
  },
  {
    name: 'Comcast, undisclosed',
    raw: arf({ fields: `${abuse}\nOriginal-Rcpt-To: xxxxxxxx@cable.example`, to: 'undisclosed-recipients:;' }),
    expected: { kind: 'complaint', reason: 'abuse', recipient: null },
  },
  {
    name: 'report-type left out',
    raw: arf({ fields: abuse, reportType: '' }),
    expected: { kind: 'complaint', reason: 'abuse' },
  },
  {
    name: 'fraud',
    raw: arf({ fields: abuse.replace('abuse', 'fraud') }),
    expected: { kind: 'complaint', reason: 'fraud' },
  },
  {
    name: 'virus',
    raw: arf({ fields: abuse.replace('abuse', 'virus') }),
    expected: { kind: 'complaint', reason: 'virus' },
  },
  {
    name: 'opt-out',
    raw: arf({ fields: `${abuse.replace('abuse', 'opt-out')}\nRemoval-Recipient: anna@shop.example` }),
    expected: { kind: 'complaint', reason: 'opt-out', recipient: 'anna@shop.example' },
  },
  {
    name: 'authentication failure (RFC 6591)',
    raw: arf({ fields: abuse.replace('abuse', 'auth-failure') }),
    expected: { kind: 'none', reason: 'auth-failure' },
  },
  {
    name: 'not spam (RFC 6430)',
    raw: arf({ fields: abuse.replace('abuse', 'not-spam') }),
    expected: { kind: 'none', reason: 'not-spam' },
  },
  {
    name: 'envelope id',
    raw: arf({ fields: `${abuse}\nOriginal-Envelope-Id: c1.r7\nReporting-MTA: dns; mx.provider.example` }),
    expected: { kind: 'complaint', reason: 'abuse', envelopeId: 'c1.r7', remoteHost: 'mx.provider.example' },
  },
  {
    name: 'Outlook JMRP',
    raw: wire(
      `From: staff@hotmail.com\nTo: fbl@news.example\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=j\n\n--j\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: anna@outlook.example\nFrom: news@news.example\nMessage-ID: <${ORIGINAL_ID}>\n\nCiao\n--j--\n`,
    ),
    expected: { kind: 'complaint', reason: 'abuse', recipient: 'anna@outlook.example', originalMessageId: ORIGINAL_ID },
  },
  {
    name: 'a person who writes of spam',
    raw: message({
      from: 'anna@shop.example',
      subject: 'Spam!',
      text: 'Your mail went to my spam folder, is that normal?',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
];

const consegna = '<consegna>anna@pec.example</consegna>';

export const certifiedMail: Sample[] = [
  {
    name: 'PEC: accepted',
    raw: receipt({
      name: 'accettazione',
      subject: 'ACCETTAZIONE: Offerte',
      text: 'Il messaggio è stato accettato dal sistema.',
      certificate: '',
    }),
    expected: { kind: 'none', reason: 'certified-accepted' },
  },
  {
    name: 'PEC: delivered',
    raw: receipt({
      name: 'avvenuta-consegna',
      subject: 'CONSEGNA: Offerte',
      text: 'Il messaggio è stato consegnato nella casella di destinazione.',
      certificate: consegna,
    }),
    expected: {
      kind: 'none',
      reason: 'certified-delivered',
      recipient: 'anna@pec.example',
      originalMessageId: ORIGINAL_ID,
    },
  },
  {
    name: 'PEC: taken over',
    raw: receipt({
      name: 'presa-in-carico',
      subject: 'PRESA IN CARICO: Offerte',
      text: 'Il messaggio è stato accettato dal sistema.',
      certificate: '',
    }),
    expected: { kind: 'none', reason: 'certified-taken-over' },
  },
  {
    name: 'PEC: no such address',
    raw: receipt({
      name: 'errore-consegna',
      subject: 'AVVISO DI MANCATA CONSEGNA: Offerte',
      text: 'È stato rilevato un errore: 5.1.1 - indirizzo non valido',
      certificate: `${consegna}<errore-esteso>5.1.1 - Provider S.p.A. - indirizzo non valido</errore-esteso>`,
      error: 'no-dest',
    }),
    expected: { kind: 'hard', reason: 'unknown-user', status: '5.1.1', recipient: 'anna@pec.example' },
  },
  {
    name: 'PEC: no such domain',
    raw: receipt({
      name: 'errore-consegna',
      subject: 'AVVISO DI MANCATA CONSEGNA: Offerte',
      text: 'Errore',
      certificate: `${consegna}<errore-esteso>5.1.2 - dominio inesistente</errore-esteso>`,
      error: 'no-dominio',
    }),
    expected: { kind: 'soft', reason: 'unknown-domain' },
  },
  {
    name: 'PEC: full',
    raw: receipt({
      name: 'errore-consegna',
      subject: 'AVVISO DI MANCATA CONSEGNA: Offerte',
      text: 'Errore',
      certificate: `${consegna}<errore-esteso>5.2.2 - casella piena</errore-esteso>`,
      error: 'altro',
    }),
    expected: { kind: 'soft', reason: 'mailbox-full', status: '5.2.2' },
  },
  {
    name: 'PEC: virus',
    raw: receipt({
      name: 'rilevazione-virus',
      subject: 'PROBLEMA DI SICUREZZA: Offerte',
      text: 'Virus',
      certificate: consegna,
    }),
    expected: { kind: 'block', reason: 'content-refused' },
  },
  {
    name: 'PEC: not accepted',
    raw: receipt({
      name: 'non-accettazione',
      subject: 'AVVISO DI NON ACCETTAZIONE: Offerte',
      text: 'Il messaggio non è conforme.',
      certificate: '',
    }),
    expected: { kind: 'block', reason: 'message-refused' },
  },
  {
    name: 'PEC: first notice after 12 hours',
    raw: receipt({
      name: 'preavviso-errore-consegna',
      subject: 'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: Offerte',
      text: 'Il messaggio non è stato consegnato nelle prime dodici ore.',
      certificate: consegna,
    }),
    expected: { kind: 'delayed', reason: 'delayed' },
  },
  {
    name: 'PEC: anomaly around a bounce',
    raw: wire(
      `X-Trasporto: errore\nFrom: "Per conto di: mailer-daemon@mx.shop.example" <posta-certificata@pec.example>\nTo: ritorni@news.example\nSubject: ANOMALIA MESSAGGIO: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nAnomalia nel messaggio\n\n--a\nContent-Type: message/rfc822; name="postacert.eml"\n\nReturn-Path: <>\nFrom: MAILER-DAEMON@mx.shop.example\nTo: ritorni@news.example\nSubject: failure notice\n\nHi. This is the qmail-send program at mx.shop.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<anna@shop.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <${ORIGINAL_ID}>\n--a--\n`,
    ),
    expected: { kind: 'hard', reason: 'unknown-user', recipient: 'anna@shop.example', status: '5.1.1' },
  },
  {
    name: 'PEC: anomaly around a person',
    raw: wire(
      'X-Trasporto: errore\nFrom: "Per conto di: anna@shop.example" <posta-certificata@pec.example>\nSubject: ANOMALIA MESSAGGIO: Re: Offerte\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nAnomalia nel messaggio\n\n--a\nContent-Type: message/rfc822; name="postacert.eml"\n\nFrom: anna@shop.example\nTo: ritorni@news.example\nSubject: Re: Offerte\n\nBuongiorno, il negozio apre domani?\n--a--\n',
    ),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
];
