import type { BounceKind } from '../answers/rules.ts';

/**
 * What bounces say beyond the answers of a dialogue: sentences of servers' notices, and other languages. The first that holds
 * wins; what blames the sender stands first, what may end an address last, and everything that raises a doubt about an
 * unknown user in between, because a wrong `hard` loses a reader for good.
 */
export interface BouncePhrase {
  reason: string;
  kind: BounceKind;
  text: RegExp;
  source: string;
}

export const BOUNCE_PHRASES: readonly BouncePhrase[] = [
  {
    reason: 'blocklisted',
    kind: 'block',
    text: /\b(?:blocked using|black ?hole|poor reputation|bad reputation|sender(?:'s)? (?:ip|reputation)|your (?:ip|server|host|domain|network)\b[^\n]{0,60}\b(?:block\w*|list\w*|ban\w*|reject\w*|reputation)|ip address[^\n]{0,40}(?:block|list|ban|reject)\w*|bloccat[oa] (?:da|per|in quanto)|lista nera|gesperrt wegen)/i,
    source: 'Barracuda, Proofpoint, Aruba, Cloudmark notices',
  },
  {
    reason: 'authentication-required',
    kind: 'block',
    text: /\b(?:spf|dkim|dmarc|ptr|reverse (?:dns|lookup)|rdns|helo)\b/i,
    source: 'RFC 7489 §10.3, RFC 7208 §8.4, GMX bad DNS PTR: these words only ever blame the sender',
  },
  {
    reason: 'content-refused',
    kind: 'block',
    text: /\b(?:spam\w*|unsolicited|virus\w*|malware|infected|prohibited (?:content|attachment)|attachment[^\n]{0,40}(?:not allowed|blocked|refused|forbidden)|content (?:filter|rejected|violation)|contenuto (?:non consentito|rifiutato|sospetto)|contiene (?:un )?virus|profanity|unerwünschte|indésirable|correo no deseado)\b/i,
    source: 'IronPort, Mimecast, MDaemon, PEC rilevazione-virus',
  },
  {
    reason: 'policy-refused',
    kind: 'block',
    text: /(?:\b|:)(?:polic(?:y|ies)|reputation|(?:message|mail|envelope|sender|has been|is|was|been|denied:) blocked|blocked (?:by|for|from|because|due|-)|blocked\)|access denied|administratively|prohibited|transport\.rules|transport rule|not (?:allowed|authori[sz]ed|permitted) to (?:send|post|submit)|not a (?:list )?member|members? only|moderat\w+|closed (?:list|group)|don'?t have permission|may not have permission|permission to post|non (?:sei|è) autorizzato|(?:mittente|sender)[^\n]{0,40}(?:non autorizzato|not authori[sz]ed|rifiutato|rejected|refused|bloccato)|nicht berechtigt|n'est pas autorisé)/i,
    source: 'Exchange transport rules, Google Groups, Mailman, Mimecast',
  },
  {
    reason: 'relay-denied',
    kind: 'block',
    text: /\b(?:relay(?:ing)?\b[^\n]{0,30}(?:denied|prohibited|not|refused)|rcpthosts|open relay|relay non consentito)/i,
    source: 'qmail rcpthosts, Communigate, MailEnable',
  },
  {
    reason: 'message-too-large',
    kind: 'block',
    text: /\b(?:message (?:size|is too (?:large|big)|too (?:large|big)|exceeds)|too large for|exceeds? (?:the )?(?:maximum|fixed|max)[^\n]{0,30}size|dimensioni? (?:massima|del messaggio)|messaggio troppo grande|nachricht (?:ist )?zu groß|message trop (?:gros|volumineux))/i,
    source: 'RFC 1870 §6, Exim, Domino',
  },
  {
    reason: 'routing-loop',
    kind: 'soft',
    text: /\b(?:loop(?:s|ing)? (?:back|detected)|mail (?:forwarding )?loop|routing loop|too many hops|hop count exceeded|loops? back to (?:me|myself))\b/i,
    source: 'RFC 5321 §6.3, RFC 3463 §3.5 (x.4.6)',
  },
  {
    reason: 'unknown-domain',
    kind: 'soft',
    text: /\b(?:host (?:or domain name )?not found|host unknown|unknown host|(?:unknown|invalid|no such) (?:domain|host)|domain (?:name )?(?:was )?(?:not found|does ?n[o']t exist|does not exist|doesn'?t exist|couldn'?t be found|is invalid)|nxdomain|name or service not known|no (?:mx|dns)\b|couldn'?t find any host|can'?t find (?:the )?host|dominio (?:inesistente|sconosciuto|non (?:esiste|trovato|valido))|dominio del destinatario|domain unbekannt|domaine (?:inconnu|inexistant)|dns (?:error|query|lookup|type))/i,
    source: 'RFC 3463 §3.2 (x.1.2), Postfix, qmail, PEC no-dominio',
  },
  {
    reason: 'mailbox-full',
    kind: 'soft',
    text: /\b(?:(?:mail ?box|inbox|account|user|recipient|folder)\b[^\n]{0,40}\b(?:is |was )?(?:over|full|exceed\w*|quota)|(?:is|are|was) full|full mailbox|quota\b|insufficient (?:disk )?space|out of (?:disk )?space|not enough space|no space left|disk full|storage (?:limit|space|quota)|casella\b[^\n]{0,30}\bpiena|spazio (?:esaurito|insufficiente|disponibile)|postfach (?:ist )?(?:voll|überfüllt)|speicherplatz|boîte[^\n]{0,30}pleine|buz[oó]n[^\n]{0,20}lleno)/i,
    source: 'RFC 3463 §3.3 (x.2.2), maildrop, Domino, Libero, GMX',
  },
  {
    reason: 'mailbox-disabled',
    kind: 'soft',
    text: /\b(?:(?:account|mail ?box|user|recipient|address|e-?mail)\b[^\n]{0,60}\b(?:disabled|inactive|suspended|deactivated|locked|closed|frozen|expired|not active|discontinued|no longer (?:in use|active|available|used|monitored|accept\w*))|inactive|(?:disabled|suspended|deactivated|locked|closed) (?:account|mail ?box|user|recipient)|(?:casella|utente|account|indirizzo|utenza)\b[^\n]{0,40}\b(?:disabilitat[oa]|disattivat[oa]|sospes[oa]|non (?:più )?attiv[oa]|scadut[oa]|cessat[oa]|bloccat[oa])|(?:konto|postfach)[^\n]{0,30}(?:gesperrt|deaktiviert)|(?:compte|boîte)[^\n]{0,30}(?:désactivée?|suspendue?)|cuenta[^\n]{0,20}(?:desactivada|suspendida))\b/i,
    source: 'RFC 3463 §3.3 (x.2.1), Yahoo, Zimbra, Libero',
  },
  {
    reason: 'delivery-expired',
    kind: 'soft',
    text: /\b(?:retry time(?:out)?[^\n]{0,30}(?:exceeded|reached)|delivery (?:time )?expired|message expired|expired (?:in|from) queue|in (?:the )?queue too long|been in the queue|i(?:'m| am) not going to try again|for (?:more than )?\d+ (?:days?|hours?)\b|after \d+ (?:days?|hours?|attempts|tries)|tempo massimo|entro (?:le )?\d+ ore|unable to deliver[^\n]{0,20}within)/i,
    source: 'RFC 3463 §3.5 (x.4.7), Exim, Sendmail, qmail, Exchange QUEUE.Expired',
  },
  {
    reason: 'unreachable',
    kind: 'soft',
    text: /\b(?:connection (?:timed? ?out|refused|reset|lost|failed|dropped)|timed? ?out|could ?n[o']t (?:connect|establish)|could not connect|unable to connect|wasn'?t able to establish|no route to host|network (?:is )?unreachable|lost connection|name server timeout|host[^\n]{0,30}unreachable|not responding|server (?:is )?down|connessione (?:rifiutata|scaduta)|impossibile (?:connettersi|contattare)|remote server did not respond)\b/i,
    source: 'RFC 3463 §3.5 (x.4.1, x.4.2), Postfix, qmail',
  },
  {
    reason: 'greylisted',
    kind: 'soft',
    text: /\b(?:gr[ea]y-?list\w*)\b/i,
    source: 'RFC 6647 §5',
  },
  {
    reason: 'recipient-refused',
    kind: 'soft',
    text: /\b(?:unverified|verif(?:y|ication)|call ?out|callback|try (?:again|later)|temporar\w+|deferred|please wait|riprova\w*|temporane\w+|vorübergehend|temporaire\w*|may (?:not exist|be (?:invalid|wrong|misspelled))|might)\b/i,
    source: 'doubt: a server that has not looked, or says that it may change its mind',
  },
  {
    reason: 'domain-takes-no-mail',
    kind: 'soft',
    text: /\bnull ?mx|domain (?:does not|doesn'?t) accept (?:e-?)?mail/i,
    source: 'RFC 7505 §4.2 (556 5.1.10)',
  },
  {
    reason: 'unrouteable',
    kind: 'soft',
    text: /\bunroutable|unrouteable|no route\b/i,
    source: 'Exim',
  },
  {
    reason: 'unknown-user',
    kind: 'hard',
    text: /\b(?:RecipNotFound|RecipientNotFound|unknown (?:or illegal|address|user(?:name)?|recipient|mail ?box|account|local)|(?:user|recipient|mail ?box|account|address)\b(?: \S{1,120})? (?:is )?(?:unknown|not known|not listed in (?:public name (?:&|and) address book|domino directory|directory)|not (?:a )?valid\b|nonexistent|non-existent|does ?n[o']t exist|did not exist|could ?n[o']t be found|could not be found|wasn'?t found|not found|invalid)|not a (?:known|valid|local) (?:user|mail ?box|recipient|address)|no such (?:user|recipient|mail ?box|person|account|address|alias|local|name)|no (?:mail ?box|account|user)(?: here)? (?:by|with|of|under|named)|(?:there is )?no (?:user|account|mailbox) (?:here )?(?:here|with)|does not have an? [\w.]+ account|doesn'?t have an? [\w.]+ account|bad destination mailbox|isn'?t a (?:valid|known)|no longer exists?)\b/i,
    source: 'Exchange RESOLVER.ADR, Domino, Mercury, Communigate, Kerio, MDaemon notices',
  },
  {
    reason: 'unknown-user',
    kind: 'hard',
    text: /(?:utente|destinatario|casella|indirizzo|account|mailbox)(?: di posta)?(?: elettronica)?(?: \S{1,120})? (?:è )?(?:sconosciut[oa]|inesistente|non (?:esiste|esistente|trovat[oa]|presente|valid[oa]))|indirizzo (?:e-?mail )?errato|(?:empf(?:ä|ae)nger|benutzer|adresse|postfach|adressat)(?: \S{1,120})? (?:ist )?(?:unbekannt|existiert nicht|nicht gefunden|nicht vorhanden)|(?:utilisateur|destinataire|adresse|compte|boîte)(?: \S{1,120})? (?:est )?(?:inconnue?|inexistante?|n['’]existe pas|introuvable|invalide)|(?:usuario|destinatario|cuenta|buz[oó]n|direcci[oó]n)(?: \S{1,120})? (?:es )?(?:desconocid[oa]|no existe|inexistente|no encontrad[oa])/i,
    source: 'Aruba, Libero, TIM, PEC no-dest, web.de, Orange, Free in their languages',
  },
];
