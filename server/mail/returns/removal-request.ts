import { addressesIn } from './address-fields.ts';
import { headerOf } from './mail-headers.ts';
import { type MimePart, shownText } from './mime-part.ts';
import { ownText } from './own-text.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

/** One sentence that asks for the writer's own removal. */
const REQUESTS: readonly RegExp[] = [
  // A List-Unsubscribe mailto (RFC 2369 §3.2) with our token
  /^unsubscribe[ :]+(?=\S*[\d@._=-])\S+$/i,
  // English
  /^(?:(?:please|pls|kindly|hi|hello|hey)[,!]?\s+)*(?:unsubscribe|opt[- ]?out|remove|stop)(?:\s+(?:please|me|now|this|thanks|thank you))*$/i,
  /\b(?:unsubscribe|remove|delete|take|drop|strike)\s+(?:me\b|us\b|my\s+(?:e-?mail|address|name|contact|data|details|account)|this\s+(?:e-?mail|address))/i,
  /\bstop\s+(?:sending|e-?mailing|mailing|writing|contacting|spamming|messaging)\s*(?:me|us|to me|these|this)?/i,
  /\b(?:i|we)\s+(?:(?:do\s?n[o'’]t|do not|no longer)\s+(?:want|wish|like|care)|would\s+(?:like|prefer)\s+(?:not|no longer))(?:\s+to)?\s+(?:be\s+(?:contacted|e-?mailed|on|subscribed)|receiv\w+|get(?:ting)?|hear)/i,
  /\b(?:i|we)(?:\s+would|['’]d)?\s+(?:want|wish|like|need)\s+to\s+(?:unsubscribe|opt[- ]?out|be\s+(?:removed|unsubscribed|taken off))/i,
  /\bhow\s+(?:do|can)\s+i\s+(?:unsubscribe|opt[- ]?out|get off)(?:\s+from)?(?:\s+(?:this|your|the)\s+(?:list|newsletter|e-?mails?|mailing list))?\s*\??$/i,
  /\b(?:do\s?n[o'’]t|do not|never)\s+(?:e-?mail|write|contact|send)\s+(?:to\s+)?(?:me|us)\b[^.]{0,20}\b(?:again|any\s?more|e-?mails?)/i,
  // Italian
  /\b(?:cancell|rimuov|elimin|disiscriv|depenn|togli)(?:a|e|i|ete|ate|ere|are)?(?:te)?(?:mi|ci)\b/i,
  /\b(?:preg\w+|chied\w+|pot(?:ete|reste|rebbe|resti)|può|puoi|gentilmente|come\s+(?:faccio\s+a|posso|si\s+fa\s+a))\b[^.]{0,30}\b(?:cancellar|rimuover|eliminar|toglier|disiscriver)(?:mi|ci)\b/iu,
  /\b(?:cancellare|rimuovere|eliminare|togliere|disiscrivere)\s+(?:il\s+mio|la\s+mia|i\s+miei|questo|questa|me\b|il\s+nostro)/i,
  /\b(?:cancellate|rimuovete|eliminate|togliete|cancella|rimuovi|elimina|togli|cancelli|rimuova|elimini|tolga)\s+(?:il\s+mio|la\s+mia|i\s+miei|questo\s+indirizzo|questa\s+(?:e-?mail|mail|casella)|il\s+nostro)/i,
  /\bnon\s+(?:voglio|vorrei|desidero|intendo|vogliamo|desideriamo|gradisco|mi\s+interessa)\s+(?:più\s+|piu['’]?\s+)?(?:ricever\w*|essere\s+(?:contattat\w|iscritt\w)|aver\w*|ricevere\s+più)/i,
  /\bnon\s+(?:inviat|mandat|scriv|invia|manda|contatt|spedi)\w*(?:mi|ci|temi|teci|ermi|armi)?\b[^.]{0,15}\bpi(?:ù|u['’]?)(?!\p{L})/iu,
  /\b(?:vorrei|voglio|desidero|chiedo(?:\s+di)?|chiediamo\s+di|gradirei)\s+(?:essere\s+(?:cancellat|rimoss|tolt|eliminat|disiscritt)\w*|cancellarmi|disiscrivermi|disdire\s+(?:la\s+)?(?:newsletter|iscrizione))/i,
  /\b(?:chiedo|richiedo|esigo|vogliate)\s+(?:la\s+|l['’]\s?)?(?:immediata\s+)?(?:cancellazione|rimozione|disiscrizione|eliminazione)/i,
  /^(?:cancellazione|disiscrizione|cancella|rimuovi|disiscrivi|basta(?:\s+e-?mail)?|unsubscribe)(?:\s+(?:grazie|per favore))?$/i,
  /\bbasta\s+(?:e-?mail|mail|con\s+queste|pubblicità|newsletter)/i,
  // German
  /\b(?:bitte\s+)?(?:nehmen|streichen|löschen|entfernen|tragen)\s+sie\s+(?:mich|meine)\b/i,
  /\b(?:ich\s+)?(?:möchte|will)\s+(?:keine|mich)\b[^.]{0,60}\b(?:mehr|abmelden|austragen|erhalten|bekommen)/i,
  /^(?:bitte\s+)?(?:abmelden|abmeldung|austragen|keine\s+(?:weiteren\s+)?(?:e-?mails?|newsletter)(?:\s+mehr)?)(?:\s+bitte)?$/i,
  // French
  /\b(?:désinscri|désabonn|retir|supprim|enlev)\w*[- ](?:moi|mon\s+adresse|mes\s+données)/i,
  /\bje\s+(?:ne\s+)?(?:veux|souhaite|désire)\s+(?:plus\s+(?:recevoir|être)|(?:pas|ne)\b[^.]{0,20}recevoir|me\s+(?:désinscrire|désabonner)|ne\s+plus\s+recevoir)/i,
  // Spanish
  /\b(?:darme|dame|deme|denme)\s+de\s+baja/i,
  /\bno\s+(?:quiero|deseo)\s+(?:recibir|seguir\s+recibiendo)\b[^.]{0,40}\bmás\b|\bno\s+(?:quiero|deseo)\s+(?:recibir\s+más|seguir\s+recibiendo)/i,
  /\b(?:elimín|elimin|bórr|quít)\w*(?:me|enme)\s+de\b/i,
];

/** A sentence about somebody else, one that says the contrary, one about paper or telephone, or one that keeps the mails. */
const NOT_ONE =
  /\b(?:colleague|collegh?[aei]|customers?|clienti?|users?|somebody|someone|anyone|my (?:wife|husband|boss|friend|mother|father|manager)|mi[oa] (?:moglie|marito|capo|amic[oa])|kollege\w*|collègue|don['’]?t (?:want to )?(?:unsubscribe|remove|delete)|do not (?:want to )?(?:unsubscribe|remove|delete)|never (?:unsubscribe|remove)|non (?:cancell|rimuov|elimin|togli|disiscriv)\w*|non (?:voglio|vorrei|desidero) (?:essere (?:cancellat|rimoss)|cancellarmi|disiscrivermi)|nicht (?:abmelden|löschen)|never (?:asked|wanted|told)|mai chiesto|(?:did|didn['’]?t|why|who|perch[eé]|chi mi)\b[^.]{0,40}(?:unsubscribe|remove|cancell|rimoss|disiscri)\w*|cartace[oaie]|per posta ordinaria|by post|paper|telefon\w*|by (?:phone|sms)|fattur[ae]|invoices?|from the (?:meeting|call|invite|order|cart)|dal(?:la)? (?:riunione|ordine|carrello)|(?:item|product|articolo|prodotto)s?\b)/iu;

/** A person's wish to be left in peace, from what they wrote themselves; null where there is none or a doubt. */
export function readRemovalRequest(root: MimePart): ReturnReport | null {
  const from = addressesIn(headerOf(root.headers, 'from'))[0];
  if (!from) return null;
  const subject = headerOf(root.headers, 'subject');
  const own = ownText(shownText(root)).slice(0, 4000);
  // Under a subject that answers ours, the subject is ours.
  const said = /^\s*(?:re|r|i|fw|fwd|aw|wg|tr|rv)\s*:/i.test(subject) ? own : `${subject}\n${own}`;
  // A line may be a sentence of its own or a piece of one: both are tried.
  const joined = said.replace(/([^\n.!?,;:])\n(?=\p{Ll})/gu, '$1 ');
  const sentence = `${said}\n${joined}`
    .split(/[\n!;]|(?<=[.?])\s/)
    .map((each) => each.trim().replace(/[.\s]+$/, ''))
    .find(
      (each) =>
        each !== '' && each.length < 400 && REQUESTS.some((request) => request.test(each)) && !NOT_ONE.test(each),
    );
  if (sentence === undefined || (NOT_ONE.test(own) && own.length < 200)) return null;
  return reportOf({ kind: 'removal', reason: 'removal-requested', recipient: from, evidence: sentence });
}
