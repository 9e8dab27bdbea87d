import { message, type Sample, wire } from './sample.ts';

const anna = 'Anna Rossi <anna@shop.example>';
const QUOTED =
  '\n\nIl giorno lun 2 mar 2026 alle ore 09:00 Negozio <news@news.example> ha scritto:\n\n> Offerte. Per non ricevere più: cancellami, unsubscribe me, remove me';

/** Subject, text, reason, header. */
const AUTOMATIC: [string, string, string, string?][] = [
  ['Fuori sede: Offerte', 'Sono fuori sede fino al 9 marzo.', 'out-of-office'],
  ['Risposta automatica: Offerte', 'Sono in ferie, rientro il 9 marzo.', 'out-of-office'],
  ['Automatic reply: Offerte', 'I am out of the office until 9 March.', 'out-of-office'],
  ['Out of Office: Offerte', 'Back on Monday.', 'out-of-office', ''],
  ["Undeliverable: I'm away", 'I am on vacation and will reply when I am back.', 'out-of-office'],
  ['Automatische Antwort: Offerte', 'Ich bin bis 9. März nicht im Büro.', 'out-of-office'],
  ['Abwesenheitsnotiz: Offerte', 'Ich bin im Urlaub.', 'out-of-office'],
  ['Réponse automatique : Offerte', 'Je suis en congés jusqu’au 9 mars.', 'out-of-office'],
  ['Absence du bureau: Offerte', 'De retour le 9 mars.', 'out-of-office', ''],
  ['Respuesta automática: Offerte', 'Estoy de vacaciones.', 'out-of-office'],
  ['Fuera de la oficina', 'Vuelvo el lunes.', 'out-of-office'],
  ['Re: Offerte', 'I am currently away on parental leave.', 'out-of-office', 'X-Autoreply: yes'],
  ['Re: Offerte', 'Ciao, sono assente.', 'out-of-office', 'Precedence: auto_reply'],
  ['Re: Offerte', 'Sarò assente dal 2 al 9 marzo.', 'out-of-office', 'X-Auto-Response-Suppress: All'],
  ['Re: Offerte', 'Grazie, questo è un messaggio automatico.', 'automatic-reply', 'Precedence: bulk'],
  ['Re: Offerte', 'Ricevuto.', 'automatic-reply', 'Auto-Submitted: auto-generated'],
  ['Re: Offerte', 'Anna no longer works here. Please write to info@shop.example.', 'left-organisation'],
  ['Re: Offerte', 'La dottoressa Rossi non lavora più in azienda.', 'left-organisation'],
  ['[Ticket #4711] Offerte', 'We have received your request.', 'ticket-opened'],
  ['Richiesta ricevuta n. 4711', 'Abbiamo ricevuto la tua richiesta.', 'ticket-opened'],
  ['Re: Offerte', 'Vielen Dank für Ihre Anfrage. Wir melden uns.', 'ticket-opened'],
  [
    'Re: Offerte',
    'To deliver your message, please confirm you are human: https://verify.example',
    'challenge-response',
  ],
  ['Please confirm your message', 'Your mail is held until you confirm that you sent it.', 'challenge-response', ''],
  ['Delivery failure?', 'I am out of the office. The mailbox is full, user unknown.', 'out-of-office'],
  ['Read: Offerte', 'Your message was read on Monday.', 'read-receipt', ''],
  ['Letto: Offerte', 'Il messaggio è stato letto.', 'read-receipt', ''],
];

/** What a person writes who wants no more. */
const WISHES = [
  'Cancellami',
  'Per favore cancellatemi dalla vostra lista.',
  'Non voglio più ricevere le vostre email.',
  'Buongiorno,\nnon desidero più ricevere comunicazioni.\nGrazie',
  'Rimuovetemi subito!',
  'Toglietemi dalla mailing list per cortesia',
  'Vorrei essere cancellata dalla newsletter.',
  'Chiedo la cancellazione dei miei dati ai sensi dell’art. 17 GDPR.',
  'Non scrivetemi più',
  'Basta email',
  'Unsubscribe',
  'Please unsubscribe me.',
  'Remove me from your list',
  'Please take me off this list, thanks',
  'Stop sending me these emails',
  "I don't want to receive these any more.",
  'I would like to unsubscribe',
  'How do I unsubscribe from this newsletter?',
  'Bitte nehmen Sie mich aus dem Verteiler.',
  'Désabonnez-moi svp',
  'Je ne souhaite plus recevoir vos messages',
  'Quiero darme de baja',
  'Vi prego di cancellarmi dalla vostra newsletter.',
  'Non inviatemi più mail',
  'Buongiorno, potete gentilmente\ncancellarmi dalla lista? Grazie',
  'Hello, I no longer wish to receive your emails.\n\nSent from my iPhone',
];

/** What is none, though it has such words. */
const OTHERS = [
  'How do I unsubscribe a colleague who has left?',
  'Come faccio a cancellare un cliente dalla mia lista?',
  'Non cancellatemi per favore, mi piace leggervi!',
  "Please don't unsubscribe me, I like it.",
  'Grazie, ottima offerta. A che ora aprite?',
  'Perché mi avete cancellato? Vorrei tornare.',
  'Non voglio più ricevere il catalogo cartaceo, le email sì.',
  'Can you remove the second item from my order?',
  'Who unsubscribed me? I want to stay.',
  'I never asked you to remove me, why did I stop receiving emails?',
  'Ho letto di "cancellami": come posso farlo per un mio collega?',
  'Sono in ferie fino a lunedì, poi passo in negozio!',
  'My mailbox was full yesterday, user unknown is what your server got. Please send it again.',
];

const person = (text: string, headers = ''): string =>
  message({ from: anna, subject: 'Re: Offerte', text: `${text}${QUOTED}`, headers });

export const people: Sample[] = [
  ...AUTOMATIC.map(
    ([subject, text, reason, headers = 'Auto-Submitted: auto-replied']): Sample => ({
      name: `automatic: ${subject} ${text.slice(0, 30)}`,
      raw: message({ from: anna, subject, text, headers }),
      expected: { kind: 'auto-reply', reason, recipient: 'anna@shop.example' },
    }),
  ),
  ...WISHES.map(
    (text): Sample => ({
      name: `wish: ${text}`,
      raw: person(text),
      expected: { kind: 'removal', reason: 'removal-requested', recipient: 'anna@shop.example' },
    }),
  ),
  ...OTHERS.map(
    (text): Sample => ({
      name: `no wish: ${text}`,
      raw: person(text),
      expected: { kind: 'none', reason: 'nothing-returned' },
    }),
  ),
  {
    name: 'wish in the subject',
    raw: message({ from: anna, subject: 'Unsubscribe', text: '' }),
    expected: { kind: 'removal', reason: 'removal-requested' },
  },
  {
    name: 'wish by List-Unsubscribe',
    raw: message({ from: anna, subject: 'unsubscribe c1.r7', text: '' }),
    expected: { kind: 'removal', reason: 'removal-requested' },
  },
  {
    name: 'a shop that refuses an order',
    raw: message({
      from: 'noreply@shop.example',
      subject: 'Your order was rejected',
      text: 'Hi, order 7 was rejected.',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
  {
    name: 'wish in HTML',
    raw: message({
      from: anna,
      subject: 'Re: Offerte',
      headers: 'Content-Type: text/html',
      text: '<div>Cancellatemi</div><blockquote>Offerte</blockquote>',
    }),
    expected: { kind: 'removal', reason: 'removal-requested' },
  },
  { name: 'quoted words alone', raw: person('Bello!'), expected: { kind: 'none', reason: 'nothing-returned' } },
  {
    name: 'quoted words in an Outlook reply',
    raw: message({
      from: anna,
      subject: 'R: Offerte',
      text: 'Bello!\n\nDa: Negozio <news@news.example>\nInviato: lunedì 2 marzo 2026\nA: anna@shop.example\nOggetto: Offerte\n\nPer non ricevere più: cancellami',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
  {
    name: 'wish under an automatic answer',
    raw: person('Unsubscribe me', 'Auto-Submitted: auto-replied'),
    expected: { kind: 'auto-reply', reason: 'automatic-reply' },
  },
  {
    name: 'a person who forwards a notice',
    raw: message({
      from: anna,
      subject: 'Fwd: Undelivered Mail Returned to Sender',
      text: 'Look at this: 550 5.1.1 user unknown bruno@shop.example',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
  {
    name: 'an absent person whose program answers from nobody',
    raw: message({
      from: anna,
      subject: 'New address',
      text: 'This address does not exist any more. Write to bruno@shop.example.',
      headers: 'Return-Path: <>\nAuto-Submitted: auto-replied',
    }),
    expected: { kind: 'auto-reply', reason: 'automatic-reply', recipient: 'anna@shop.example' },
  },
  {
    name: 'a postmaster who answers',
    raw: message({
      from: 'Postmaster <postmaster@shop.example>',
      subject: 'Re: Offerte',
      text: 'The address bruno@shop.example does not exist any more, user unknown.',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
  {
    name: 'read receipt (RFC 8098)',
    raw: wire(
      'From: anna@shop.example\nTo: ritorni@news.example\nSubject: Disposition notification\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=m\n\n--m\nContent-Type: text/plain\n\nRead.\n--m\nContent-Type: message/disposition-notification\n\nReporting-UA: mail.example; Mail 1\nFinal-Recipient: rfc822; anna@shop.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--m--\n',
    ),
    expected: { kind: 'auto-reply', reason: 'read-receipt' },
  },
  { name: 'nothing at all', raw: '', expected: { kind: 'none', reason: 'nothing-returned', recipient: null } },
  { name: 'NUL bytes', raw: '\0\0\0\0', expected: { kind: 'none', reason: 'nothing-returned' } },
  {
    name: 'a newsletter of somebody else',
    raw: message({
      from: 'news@other.example',
      subject: 'New in March',
      text: 'Buy now.',
      headers: 'Precedence: bulk\nList-Id: <news.other.example>',
    }),
    expected: { kind: 'none', reason: 'nothing-returned' },
  },
];
