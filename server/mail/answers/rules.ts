import type { LinkFailure, SmtpPhase } from '../smtp/outcome.ts';

export type AnswerOutcome = 'accepted' | 'deferred' | 'bounced' | 'failed';

/** Whose matter it is. Only `recipient` may ever touch an address; `connection` is between us and the next server. */
export type AnswerScope = 'recipient' | 'sender' | 'connection' | 'destination' | 'message';

/** `hard` ends an address, `soft` counts towards ending it, `block` is never the address's fault. */
export type BounceKind = 'hard' | 'soft' | 'block';

export interface AnswerRule {
  reason: string;
  outcome: AnswerOutcome;
  scope: AnswerScope;
  bounce?: BounceKind;
  /** Seconds, where the source names a time; a time in the text comes first. */
  retryAfter?: number;
  /** All that are given must hold. `class` is the basic code's first digit; `enhanced` may end in `*`. */
  when: {
    phase?: readonly SmtpPhase[];
    class?: 4 | 5;
    code?: readonly number[];
    enhanced?: readonly string[];
    text?: RegExp;
    failure?: readonly LinkFailure[];
  };
  source: string;
}

const LOGIN: readonly SmtpPhase[] = ['auth'];
const OPENING: readonly SmtpPhase[] = ['connect', 'greeting', 'ehlo', 'starttls', 'auth', 'reset'];
const ABOUT_RECIPIENT: readonly SmtpPhase[] = ['rcpt', 'data', 'end-of-data'];

const BLOCKLIST =
  /\b(?:spamhaus|spamcop|barracuda(?:central)?|sorbs|cloudmark|proofpoint|senderbase|invaluement|uceprotect|abusix|rbl|dnsbl|blacklist(?:ed)?|block ?list(?:ed)?|listed (?:by|in|at|on)|blocked using|banned sending IP|S3140|S3150|part of their network is on)\b/i;
const AUTHENTICATION =
  /\b(?:unauthenticated (?:mail|email|message)|(?:spf|dkim|dmarc)\b[^\n]{0,80}\b(?:fail\w*|not pass\w*|reject\w*|polic\w+|required|missing)|(?:fail\w*|not pass\w*|violat\w*|evaluat\w*)\b[^\n]{0,60}\b(?:spf|dkim|dmarc)|does not meet the required authentication level)/i;
const THROTTLE =
  /\b(?:too many (?:connections|concurrent|messages|emails|mails|sessions|requests)|rate[ -]?limit\w*|rate limited|throttl\w+|unusual rate|exceed\w* (?:the |your |its )?(?:\w+ )?(?:rate|connection|message) limit|sending too (?:fast|many)|messages from [^\n]{0,60} temporarily deferred|TSS0[0-9]|TS0[1-4]|RP-00[123]|slow down)\b/i;
const GREYLIST = /\b(?:gr[ea]y-?list\w*|postgrey|gr[ea]y listed)\b/i;
const MAILBOX_FULL =
  /\b(?:mailbox (?:is )?full|mailbox[^\n]{0,20} (?:exceed\w*|over)[^\n]{0,20}(?:quota|limit|storage)|over ?quota|quota (?:is )?exceeded|exceed\w* [^\n]{0,30}(?:mailbox|storage|disk) ?(?:quota|allocation|limit)?|out of storage space|casella piena|not enough (?:storage )?space[^\n]{0,20}mailbox|user[^\n]{0,20} quota)\b/i;
const UNKNOWN_USER =
  /\b(?:user unknown|unknown (?:user|recipient|mailbox|local part)|no such (?:user|recipient|mailbox|person|account)|(?:user|recipient|mailbox|account|address|email account)(?: that you tried to reach)?(?: <?[^\s<>]+>?)? (?:does not|doesn'?t|do not|don'?t) exist|(?:recipient|user|mailbox|account)(?: address)?(?: <?[^\s<>]+>?)? (?:was )?not found|no mailbox (?:here )?(?:by|with) that name|invalid (?:recipient|mailbox)|not a valid (?:recipient|mailbox|user)|this user doesn'?t have an? [\w.]+ account|not our customer|utente sconosciuto|casella inesistente)\b/i;
const RELAYING =
  /\b(?:relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|unable to relay|not (?:permitted|allowed) to relay|we do not relay)\b/i;

/**
 * How an answer is read: the first rule that holds wins, so what blames us stands before what blames the recipient,
 * and a narrow rule before a wide one. No rule rests on the basic code where its meaning depends on the phase.
 */
export const ANSWER_RULES: readonly AnswerRule[] = [
  // Without an answer
  {
    reason: 'address-not-sendable',
    outcome: 'failed',
    scope: 'recipient',
    bounce: 'soft',
    when: { failure: ['address'] },
    source: 'RFC 5321 §4.1.2',
  },
  {
    reason: 'extension-missing',
    outcome: 'deferred',
    scope: 'connection',
    when: { phase: OPENING, failure: ['unsupported'] },
    source: 'RFC 4954 §3',
  },
  {
    reason: 'extension-missing',
    outcome: 'failed',
    scope: 'message',
    when: { failure: ['unsupported'] },
    source: 'RFC 6152 §3, RFC 6531 §3.1',
  },
  {
    reason: 'message-too-large',
    outcome: 'failed',
    scope: 'message',
    when: { failure: ['too-large'] },
    source: 'RFC 1870 §6',
  },
  {
    reason: 'tls-unavailable',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['tls'] },
    source: 'RFC 3207 §4.1',
  },
  {
    reason: 'name-not-resolved',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['dns'] },
    source: 'RFC 5321 §5.1',
  },
  {
    reason: 'unreachable',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['unreachable'] },
    source: 'RFC 5321 §4.5.4.1',
  },
  {
    reason: 'timeout',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['timeout'] },
    source: 'RFC 5321 §4.5.3.2',
  },
  {
    reason: 'protocol-error',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['protocol'] },
    source: 'RFC 5321 §4.2',
  },
  {
    reason: 'connection-lost',
    outcome: 'deferred',
    scope: 'connection',
    when: { failure: ['closed', 'aborted'] },
    source: 'RFC 5321 §3.8',
  },

  // Between us and the next server: a recipient is never finished by these
  {
    reason: 'login-unavailable',
    outcome: 'deferred',
    scope: 'connection',
    when: { phase: LOGIN, class: 4 },
    source: 'RFC 4954 §6 (454 4.7.0)',
  },
  {
    reason: 'login-refused',
    outcome: 'deferred',
    scope: 'connection',
    when: { phase: LOGIN, class: 5 },
    source: 'RFC 4954 §6 (535 5.7.8)',
  },
  {
    reason: 'tls-unavailable',
    outcome: 'deferred',
    scope: 'connection',
    when: { phase: ['starttls'] },
    source: 'RFC 3207 §4 (454)',
  },
  {
    reason: 'tls-required',
    outcome: 'deferred',
    scope: 'connection',
    when: {
      code: [530, 454, 550, 451],
      text: /must issue a? ?STARTTLS|STARTTLS (?:command )?(?:first|is required)|TLS (?:is )?required|encryption required/i,
    },
    source: 'RFC 3207 §4 (530 5.7.0)',
  },
  {
    reason: 'login-required',
    outcome: 'deferred',
    scope: 'connection',
    when: { code: [530] },
    source: 'RFC 4954 §6 (530 5.7.0)',
  },
  {
    reason: 'login-required',
    outcome: 'deferred',
    scope: 'connection',
    when: {
      class: 5,
      text: /\bauthentication (?:is )?required\b(?![^\n]{0,40}(?:spf|dkim|dmarc))|SMTP AUTH is required|client was not authenticated/i,
    },
    source: 'Exchange 530 5.7.57, Postfix reject_unauth',
  },
  {
    reason: 'relay-denied',
    outcome: 'deferred',
    scope: 'connection',
    when: { text: RELAYING },
    source: 'Postfix reject_unauth_destination, Exchange 5.7.54, Exim',
  },
  {
    reason: 'throttled',
    outcome: 'deferred',
    scope: 'destination',
    when: { phase: OPENING, class: 4, text: THROTTLE },
    source: 'Postfix anvil, Yahoo TSS, Outlook RP',
  },
  {
    reason: 'blocklisted',
    outcome: 'deferred',
    scope: 'connection',
    bounce: 'block',
    when: { phase: OPENING, text: BLOCKLIST },
    source: 'Outlook S3140, Postfix reject_rbl_client',
  },
  {
    reason: 'connection-refused',
    outcome: 'deferred',
    scope: 'connection',
    when: { phase: OPENING },
    source: 'RFC 5321 §3.1 (554), RFC 7504 (521)',
  },
  {
    reason: 'too-many-recipients',
    outcome: 'deferred',
    scope: 'connection',
    when: { enhanced: ['4.5.3', '5.5.3'] },
    source: 'RFC 3463 §3.6, RFC 5321 §4.5.3.1.10',
  },
  {
    reason: 'too-many-recipients',
    outcome: 'deferred',
    scope: 'connection',
    when: { code: [452, 451, 450, 550], text: /too many (?:recipients|rcpt)/i },
    source: 'RFC 5321 §4.5.3.1.10 (452)',
  },
  {
    reason: 'protocol-error',
    outcome: 'deferred',
    scope: 'connection',
    when: { code: [500, 502, 503, 504] },
    source: 'RFC 5321 §4.2.4',
  },

  // The sender: authentication, reputation, content
  {
    reason: 'authentication-required',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: {
      class: 5,
      enhanced: [
        '5.7.20',
        '5.7.21',
        '5.7.22',
        '5.7.23',
        '5.7.25',
        '5.7.26',
        '5.7.27',
        '5.7.29',
        '5.7.30',
        '5.7.509',
        '5.7.515',
      ],
    },
    source: 'RFC 7372, Gmail 5.7.26, Outlook 5.7.515',
  },
  {
    reason: 'authentication-required',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: { class: 5, text: AUTHENTICATION },
    source: 'Gmail, Outlook, Yahoo 554 5.7.9',
  },
  {
    reason: 'authentication-required',
    outcome: 'deferred',
    scope: 'sender',
    when: { class: 4, enhanced: ['4.7.23', '4.7.25', '4.7.26', '4.7.27', '4.7.29', '4.7.30', '4.7.31', '4.7.32'] },
    source: 'Gmail 421 4.7.26-4.7.32',
  },
  {
    reason: 'authentication-required',
    outcome: 'deferred',
    scope: 'sender',
    when: { class: 4, text: AUTHENTICATION },
    source: 'Gmail 421 4.7.26',
  },
  {
    reason: 'sender-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: { class: 5, enhanced: ['5.1.7', '5.1.8', '5.1.9'] },
    source: 'RFC 3463 §3.2, RFC 5321',
  },
  {
    reason: 'sender-refused',
    outcome: 'deferred',
    scope: 'sender',
    when: { class: 4, enhanced: ['4.1.7', '4.1.8', '4.1.9'] },
    source: 'Postfix reject_unknown_sender_domain (450 4.1.8)',
  },
  {
    reason: 'sender-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: {
      class: 5,
      text: /\b(?:sender|return[ -]?path|mail ?from)\b[^\n]{0,60}\b(?:rejected|refused|denied|unknown|invalid|verif\w+ failed|does(?: not|n't) exist|not (?:allowed|accepted|found))/i,
    },
    source: 'Postfix reject_sender, Exim sender verify',
  },
  {
    reason: 'blocklisted',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: { class: 5, text: BLOCKLIST },
    source: 'Outlook S3140, Postfix reject_rbl_client, Spamhaus',
  },
  {
    reason: 'blocklisted',
    outcome: 'deferred',
    scope: 'sender',
    bounce: 'block',
    when: { class: 4, text: BLOCKLIST },
    source: 'Postfix reject_rbl_client with 4xx',
  },
  {
    reason: 'blocklisted',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: {
      class: 5,
      enhanced: ['5.7.51*', '5.7.60*', '5.7.61*', '5.7.62*', '5.7.63*', '5.7.64*', '5.7.703', '5.7.708', '5.7.750'],
    },
    source: 'Outlook 5.7.511, 5.7.606-5.7.649',
  },
  {
    reason: 'content-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: {
      class: 5,
      text: /\b(?:spam\b|unsolicited|virus|malware|phish\w*|content (?:rejected|refused|policy)|message content|suspicious|junk)/i,
    },
    source: 'Gmail 550 5.7.1, SpamAssassin, Rspamd',
  },

  // Slow down and come back
  {
    reason: 'greylisted',
    outcome: 'deferred',
    scope: 'recipient',
    retryAfter: 300,
    when: { class: 4, text: GREYLIST },
    source: 'RFC 6647 §5, Postgrey, Rspamd',
  },
  {
    reason: 'recipient-rate-limited',
    outcome: 'deferred',
    scope: 'recipient',
    retryAfter: 3600,
    when: {
      class: 4,
      text: /(?:user|recipient|mailbox)[^\n]{0,60}receiving (?:mail|messages)[^\n]{0,40}(?:rate|quickly)/i,
    },
    source: 'Gmail 450 4.2.1',
  },
  {
    reason: 'recipient-rate-limited',
    outcome: 'deferred',
    scope: 'recipient',
    retryAfter: 3600,
    when: { class: 5, enhanced: ['5.2.1'], text: /receiving (?:mail|messages)[^\n]{0,40}(?:rate|quickly)/i },
    source: 'Gmail 550 5.2.1',
  },
  {
    reason: 'throttled',
    outcome: 'deferred',
    scope: 'destination',
    retryAfter: 900,
    when: { class: 4, text: THROTTLE },
    source: 'Gmail 421 4.7.28, Yahoo TSS04, Outlook RP-001',
  },
  {
    reason: 'throttled',
    outcome: 'deferred',
    scope: 'destination',
    retryAfter: 900,
    when: { class: 4, enhanced: ['4.7.28', '4.7.500', '4.7.50*', '4.7.65*'] },
    source: 'Gmail 421 4.7.28, Outlook 451 4.7.500',
  },
  {
    reason: 'mailbox-full',
    outcome: 'deferred',
    scope: 'recipient',
    retryAfter: 3600,
    when: { phase: ABOUT_RECIPIENT, class: 4, enhanced: ['4.2.2'] },
    source: 'RFC 3463 §3.3',
  },
  {
    reason: 'mailbox-full',
    outcome: 'deferred',
    scope: 'recipient',
    retryAfter: 3600,
    when: { phase: ABOUT_RECIPIENT, class: 4, text: MAILBOX_FULL },
    source: 'Dovecot LDA, Courier, Exim',
  },
  {
    reason: 'recipient-not-verified',
    outcome: 'deferred',
    scope: 'recipient',
    when: { phase: ABOUT_RECIPIENT, class: 4, enhanced: ['4.1.*'] },
    source: 'Postfix reject_unverified_recipient (450 4.1.1)',
  },
  {
    reason: 'mailbox-unavailable-now',
    outcome: 'deferred',
    scope: 'recipient',
    when: { phase: ABOUT_RECIPIENT, class: 4, enhanced: ['4.2.*'] },
    source: 'RFC 3463 §3.3',
  },
  {
    reason: 'server-storage-full',
    outcome: 'deferred',
    scope: 'destination',
    when: { class: 4, enhanced: ['4.3.1'] },
    source: 'RFC 3463 §3.4 (452 4.3.1)',
  },
  {
    reason: 'server-storage-full',
    outcome: 'deferred',
    scope: 'destination',
    when: { code: [452], text: /insufficient (?:system )?(?:storage|resources)|disk full/i },
    source: 'RFC 5321 §4.2.3 (452)',
  },
  {
    reason: 'server-busy',
    outcome: 'deferred',
    scope: 'destination',
    when: { class: 4, enhanced: ['4.3.*', '4.4.*'] },
    source: 'RFC 3463 §3.4, §3.5',
  },
  {
    reason: 'policy-deferred',
    outcome: 'deferred',
    scope: 'sender',
    when: { class: 4, enhanced: ['4.7.*'] },
    source: 'RFC 3463 §3.8',
  },
  { reason: 'closing', outcome: 'deferred', scope: 'destination', when: { code: [421] }, source: 'RFC 5321 §3.8' },
  {
    reason: 'temporarily-refused',
    outcome: 'deferred',
    scope: 'recipient',
    when: { phase: ['rcpt'], class: 4 },
    source: 'RFC 5321 §4.2.1',
  },
  {
    reason: 'temporarily-refused',
    outcome: 'deferred',
    scope: 'destination',
    when: { class: 4 },
    source: 'RFC 5321 §4.2.1',
  },

  // The recipient, for good
  {
    reason: 'mailbox-full',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, enhanced: ['5.2.2'] },
    source: 'RFC 3463 §3.3',
  },
  {
    reason: 'mailbox-full',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, text: MAILBOX_FULL },
    source: 'RFC 5321 §4.2.3 (552)',
  },
  {
    reason: 'unknown-domain',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, enhanced: ['5.1.2'] },
    source: 'RFC 3463 §3.2',
  },
  {
    reason: 'domain-takes-no-mail',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, text: /null ?mx|domain (?:does not|doesn't) accept mail/i },
    source: 'RFC 7505 §4.2 (556 5.1.10)',
  },
  {
    reason: 'unknown-user',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'hard',
    when: { phase: ABOUT_RECIPIENT, class: 5, enhanced: ['5.1.1', '5.1.6'] },
    source: 'RFC 3463 §3.2',
  },
  {
    reason: 'unknown-user',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'hard',
    when: {
      phase: ABOUT_RECIPIENT,
      class: 5,
      enhanced: ['5.1.10'],
      text: /recipient ?not ?found|address lookup failed/i,
    },
    source: 'Exchange Online 550 5.1.10',
  },
  {
    reason: 'recipient-restricted',
    outcome: 'failed',
    scope: 'recipient',
    bounce: 'block',
    when: {
      phase: ABOUT_RECIPIENT,
      class: 5,
      text: /RESOLVER\.RST|not authorized to send to|only accepts? (?:mail|messages) from|sender not authenticated for (?:group|mailbox)/i,
    },
    source: 'Exchange 5.7.12x, 5.7.13x',
  },
  {
    reason: 'mailbox-disabled',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, enhanced: ['5.2.1', '5.2.0'] },
    source: 'RFC 3463 §3.3, Gmail 550 5.2.1',
  },
  {
    reason: 'mailbox-disabled',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: {
      phase: ABOUT_RECIPIENT,
      class: 5,
      text: /\b(?:account|mailbox|user|recipient)[^\n]{0,40}(?:disabled|inactive|suspended|deactivated|locked)/i,
    },
    source: 'Gmail, Yahoo, Zimbra',
  },
  {
    reason: 'unknown-user',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'hard',
    when: { phase: ABOUT_RECIPIENT, class: 5, text: UNKNOWN_USER },
    source: 'Postfix, Exim, Courier, qmail, Yahoo texts',
  },
  {
    reason: 'bad-address',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, enhanced: ['5.1.*'] },
    source: 'RFC 3463 §3.2',
  },
  {
    reason: 'unrouteable',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ABOUT_RECIPIENT, class: 5, text: /unrouteable address|no route to/i },
    source: 'Exim',
  },
  {
    reason: 'recipient-refused',
    outcome: 'bounced',
    scope: 'recipient',
    bounce: 'soft',
    when: { phase: ['rcpt'], class: 5, enhanced: ['5.4.1'], text: /recipient address rejected/i },
    source: 'Exchange Online edge blocking 550 5.4.1',
  },

  // The message, the destination, policy
  {
    reason: 'message-too-large',
    outcome: 'failed',
    scope: 'message',
    when: { class: 5, enhanced: ['5.2.3', '5.3.4'] },
    source: 'RFC 3463 §3.3, §3.4',
  },
  {
    reason: 'message-too-large',
    outcome: 'failed',
    scope: 'message',
    when: { code: [552, 523], text: /size|too (?:large|big|long)/i },
    source: 'RFC 1870 §6 (552)',
  },
  {
    reason: 'policy-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: { class: 5, enhanced: ['5.7.*'] },
    source: 'RFC 3463 §3.8',
  },
  {
    reason: 'policy-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: {
      class: 5,
      text: /\b(?:polic(?:y|ies)|reputation|access denied|not (?:allowed|authorized|permitted)|administrative(?:ly)? prohibit)/i,
    },
    source: 'Postfix access maps, Exchange transport rules',
  },
  {
    reason: 'message-refused',
    outcome: 'failed',
    scope: 'message',
    when: { class: 5, enhanced: ['5.6.*'] },
    source: 'RFC 3463 §3.7',
  },
  {
    reason: 'destination-broken',
    outcome: 'bounced',
    scope: 'destination',
    bounce: 'soft',
    when: { class: 5, enhanced: ['5.4.*', '5.3.*'] },
    source: 'RFC 3463 §3.4, §3.5',
  },
  {
    reason: 'sender-refused',
    outcome: 'failed',
    scope: 'sender',
    bounce: 'block',
    when: { phase: ['mail'], class: 5 },
    source: 'RFC 5321 §3.3',
  },
  {
    reason: 'refused',
    outcome: 'failed',
    scope: 'message',
    when: { class: 5 },
    source: 'RFC 5321 §4.2.1; no evidence against the recipient',
  },
];
