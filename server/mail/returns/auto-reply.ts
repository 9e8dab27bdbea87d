import { addressesIn } from './address-fields.ts';
import { headerOf } from './mail-headers.ts';
import { findPart, type MimePart, shownText } from './mime-part.ts';
import { ownText } from './own-text.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

/** What an absent person's program says, in the languages our recipients have; subject or first sentences. */
const AWAY =
  /\b(?:out of (?:the )?office|out-of-office|i(?:'m| am|’m| will be) (?:currently )?(?:away|on (?:vacation|holiday|leave|annual leave|maternity|parental|sick leave|a business trip)|out of|absent|travelling|traveling)|away from (?:my|the) (?:office|desk|mail)|on (?:annual|maternity|parental|sick) leave|vacation (?:reply|response|notice|message)|limited access to (?:my )?e-?mail|will (?:reply|respond|be back|return)[^\n]{0,40}\b(?:when|on|upon|after)\b|fuori (?:sede|ufficio)|assente|in ferie|sar(?:ò|o'|o) assente|non (?:sono|sarò) in ufficio|rientr(?:o|erò)\b|assenza|ufficio chiuso|chiuso per ferie|abwesen\w+|nicht (?:im (?:büro|haus)|am arbeitsplatz)|im urlaub|außer haus|bin ich (?:wieder )?(?:erreichbar|zurück)|elternzeit|absence|absente?\b|en (?:congés?|vacances|déplacement)|hors du bureau|de retour le|fuera de (?:la )?oficina|de vacaciones|ausente|ausencia|estaré de vuelta)(?![\p{L}\p{N}])/iu;
const AUTOMATIC =
  /\b(?:auto(?:matic|matische?|mated|matica|matico|matique|mática)?[- ]?(?:re(?:ply|sponse|ponse|sponder)|antwort|risposta|réponse|respuesta)|risposta automatica|risponditore|respuesta automática|réponse automatique|automatische antwort|autoreply|auto:|this is an automat(?:ed|ic)|questo (?:è|e') un messaggio automatico|messaggio (?:generato )?automatic\w+|dies ist eine automat\w+|ceci est un (?:message|e-?mail) automatique|este es un mensaje automático)/iu;
const TICKET =
  /\b(?:ticket|case|request|support request|richiesta|segnalazione|anfrage|vorgang|demande|solicitud|incidente?)\b[^\n]{0,60}(?:#|\bid\b|\bn[.°ºr]|number|numero|nummer|numéro|número|\[|received|ricevut|created|opened|aperta|registered|presa in carico|eingegangen|reçue|recibid)|we have received your (?:message|e-?mail|request|enquiry)|abbiamo ricevuto la (?:tua|sua|vostra)|thank you for (?:contacting|your (?:message|e-?mail|enquiry))|grazie per (?:averci contattat\w|la (?:tua|sua|vostra) (?:e-?mail|richiesta))|vielen dank für ihre (?:nachricht|anfrage|e-?mail)|nous avons bien reçu|hemos recibido su|\[#\d+\]|\[ticket/iu;
const CHALLENGE =
  /\b(?:confirm (?:that )?(?:you are|your (?:message|e-?mail)|you sent)|(?:to|must) (?:verify|prove|confirm)[^\n]{0,60}(?:human|not a (?:robot|spammer)|deliver\w*|sender)|challenge[- ]response|sender (?:verification|confirmation)|(?:held|waiting) (?:in quarantine |pending )?(?:until|for) (?:you|your) (?:confirm|verif|reply)\w*|boxbe|spamarrest|spam arrest|mailinblack|mail ?in ?black|tmda|please (?:click|reply|follow)[^\n]{0,80}(?:authenticate|release|be delivered|be added)|autenticare il mittente|cliquez[^\n]{0,80}(?:authentifier|vous identifier)|waiting list)/iu;
const GONE =
  /\b(?:no longer (?:work\w*|with|employed|at)|has left (?:the|our)|left the (?:company|organi[sz]ation)|non (?:lavora|opera|collabora|fa) più|ha lasciato (?:la |l['’])?(?:azienda|società|nostra|ditta)|nicht mehr (?:bei|für|im unternehmen|in unserem)|ne (?:travaille|fait) plus|ya no trabaja|this (?:mailbox|address|e-?mail) is (?:no longer|not) (?:monitored|used|in use|read))(?![\p{L}])/iu;
const RECEIPT =
  /^(?:read|letto|gelesen|lu|leído|read receipt|conferma di lettura|ricevuta di ritorno|return receipt|lesebestätigung|confirmation de lecture|accusé de (?:lecture|réception)|confirmación de lectura|not read|non letto|ungelesen)(?:[ :]|\s*\()/iu;

/**
 * A machine's answer for a person or a help desk (RFC 3834), a read receipt (RFC 8098) or a request to prove being human.
 * Null where a person wrote. Never a bounce, whatever its subject says.
 */
export function readAutoReply(root: MimePart): ReturnReport | null {
  const subject = headerOf(root.headers, 'subject');
  const receipt = findPart(root, 'message/disposition-notification');
  const recipient = addressesIn(headerOf(root.headers, 'from'))[0] ?? null;
  const reply = (reason: string, evidence: string) => reportOf({ kind: 'auto-reply', reason, recipient, evidence });
  if (receipt || root.parameters.get('report-type') === 'disposition-notification') {
    return reply('read-receipt', receipt?.text || subject);
  }
  const text = ownText(shownText(root)).slice(0, 4000);
  const sign = headerSign(root);
  if (!sign) {
    if (RECEIPT.test(subject) && text.length < 600) return reply('read-receipt', subject);
    // Without a header the subject alone must say it: people write of holidays too.
    const stated =
      AUTOMATIC.test(subject) ||
      /^(?:re: |r: |aw: )?(?:out of office|fuori sede|fuori ufficio|abwesenheit|absence du bureau|fuera de (?:la )?oficina|in ferie|assente)/i.test(
        subject,
      );
    if (stated) return reply(reasonFor(subject, text), subject);
    if (CHALLENGE.test(subject) && CHALLENGE.test(text)) return reply('challenge-response', subject);
    return null;
  }
  const reason = reasonFor(subject, text);
  if (sign.weak && reason === 'automatic-reply' && !AUTOMATIC.test(`${subject}\n${text}`)) return null;
  return reply(reason, reason === 'automatic-reply' ? sign.evidence : subject || text);
}

/** A person's absence is said in the subject or the text: with it, what the subject calls undeliverable is none. */
export function saysAway(root: MimePart): boolean {
  return AWAY.test(ownText(shownText(root)).slice(0, 2000));
}

function reasonFor(subject: string, text: string): string {
  if (AWAY.test(subject)) return 'out-of-office';
  if (CHALLENGE.test(`${subject}\n${text}`)) return 'challenge-response';
  if (GONE.test(text)) return 'left-organisation';
  if (TICKET.test(subject)) return 'ticket-opened';
  if (AWAY.test(text)) return 'out-of-office';
  return TICKET.test(text) ? 'ticket-opened' : 'automatic-reply';
}

/** The header that says that no person wrote. Weak ones are set by people's programs too. */
function headerSign({ headers }: MimePart): { weak: boolean; evidence: string } | null {
  const strong = headers.find(
    ({ name, value }) =>
      (name === 'auto-submitted' && value !== '' && !/^no\b/i.test(value)) ||
      (/^x-(?:autoreply|autorespond(?:er)?|autoresponse|auto-?reply-from|mail-autoreply|autogenerated|fc-machinegenerated|vacation)$/.test(
        name,
      ) &&
        !/^no\b/i.test(value)) ||
      (name === 'precedence' && /^auto[_-]?reply/i.test(value)) ||
      (name === 'x-post-messageclass' && /^9\b/.test(value)) ||
      (name === 'x-mailer' && /vacation|auto-?respond/i.test(value)) ||
      (name === 'delivered-to' && /^autoresponder/i.test(value)),
  );
  if (strong) return { weak: false, evidence: `${strong.name}: ${strong.value}` };
  const weak = headers.find(
    ({ name, value }) =>
      name === 'x-auto-response-suppress' ||
      (name === 'precedence' && /^(?:bulk|junk)/i.test(value)) ||
      (name === 'return-path' && /^<?\s*>?$/.test(value)),
  );
  return weak ? { weak: true, evidence: `${weak.name}: ${weak.value}` } : null;
}
