import { describe, expect, it } from 'vitest';
import type { LinkFailure, SmtpPhase } from '../smtp/outcome.ts';
import { classifyAnswer, classifyOutcome } from './classify.ts';
import { ANSWER_RULES } from './rules.ts';

/** `code enhanced text` as on the wire → outcome, scope, reason, bounce. */
const TABLE: [SmtpPhase, string, string][] = [
  // 454 is TLS, login or relaying
  ['starttls', '454 4.7.0 TLS not available due to local problem', 'deferred connection tls-unavailable -'],
  ['auth', '454 4.7.0 Temporary authentication failure', 'deferred connection login-unavailable -'],
  ['rcpt', '454 4.7.1 <a@b.test>: Relay access denied', 'deferred connection relay-denied -'],
  // 452 is a full mailbox, too many recipients or a full disk
  ['rcpt', '452 4.5.3 Too many recipients', 'deferred connection too-many-recipients -'],
  ['rcpt', '452 Too many recipients received this hour', 'deferred connection too-many-recipients -'],
  ['rcpt', '452 4.2.2 The email account that you tried to reach is over quota', 'deferred recipient mailbox-full -'],
  ['rcpt', '452 Mailbox full', 'deferred recipient mailbox-full -'],
  ['mail', '452 4.3.1 Insufficient system storage', 'deferred destination server-storage-full -'],
  ['mail', '452 Insufficient system storage', 'deferred destination server-storage-full -'],
  // our own link
  ['auth', '535 5.7.8 Authentication credentials invalid', 'deferred connection login-refused -'],
  ['mail', '530 5.7.0 Must issue a STARTTLS command first', 'deferred connection tls-required -'],
  ['mail', '530 5.7.0 Authentication Required', 'deferred connection login-required -'],
  [
    'mail',
    '530 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM',
    'deferred connection login-required -',
  ],
  ['rcpt', '554 5.7.1 <a@b.test>: Relay access denied', 'deferred connection relay-denied -'],
  ['rcpt', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'deferred connection relay-denied -'],
  ['greeting', '554 5.7.1 No SMTP service here', 'deferred connection connection-refused -'],
  ['greeting', '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred', 'deferred destination throttled -'],
  [
    'greeting',
    '554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org',
    'deferred connection blocklisted block',
  ],
  ['mail', '503 5.5.1 Bad sequence of commands', 'deferred connection protocol-error -'],
  // slow down
  [
    'mail',
    '421 4.7.28 Our system has detected an unusual rate of unsolicited mail',
    'deferred destination throttled -',
  ],
  ['mail', '421 RP-001 (BAY004) Unfortunately, some messages were not sent', 'deferred destination throttled -'],
  ['rcpt', '451 4.7.500 Server busy. Please try again later', 'deferred destination throttled -'],
  ['rcpt', '450 4.2.0 <a@b.test>: Recipient address rejected: Greylisted', 'deferred recipient greylisted -'],
  ['rcpt', '451 4.7.1 Greylisting in action, please come back later', 'deferred recipient greylisted -'],
  [
    'rcpt',
    '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents',
    'deferred recipient recipient-rate-limited -',
  ],
  [
    'rcpt',
    '550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents',
    'deferred recipient recipient-rate-limited -',
  ],
  [
    'rcpt',
    '450 4.1.1 <a@b.test>: Recipient address rejected: unverified address',
    'deferred recipient recipient-not-verified -',
  ],
  ['rcpt', '450 5.1.1 user unknown', 'deferred recipient temporarily-refused -'],
  ['mail', '450 4.1.8 <a@b.test>: Sender address rejected: Domain not found', 'deferred sender sender-refused -'],
  ['end-of-data', '451 4.3.0 Error: queue file write error', 'deferred destination server-busy -'],
  ['end-of-data', '421 closing', 'deferred destination closing -'],
  [
    'end-of-data',
    '421 4.7.26 This mail has been rate limited because it is unauthenticated',
    'deferred sender authentication-required -',
  ],
  // the recipient
  ['rcpt', '550 5.1.1 The email account that you tried to reach does not exist', 'bounced recipient unknown-user hard'],
  ['rcpt', '550 No such user here', 'bounced recipient unknown-user hard'],
  ['rcpt', '550 <a@b.test> User unknown', 'bounced recipient unknown-user hard'],
  ['rcpt', '550 sorry, no mailbox here by that name (#5.1.1)', 'bounced recipient unknown-user hard'],
  [
    'rcpt',
    "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com)",
    'bounced recipient unknown-user hard',
  ],
  [
    'end-of-data',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
    'bounced recipient unknown-user hard',
  ],
  ['rcpt', '556 5.1.10 Domain does not accept mail (nullMX)', 'bounced recipient domain-takes-no-mail soft'],
  ['rcpt', '550 5.1.2 Host unknown', 'bounced recipient unknown-domain soft'],
  ['rcpt', '552 5.2.2 Mailbox over quota', 'bounced recipient mailbox-full soft'],
  ['end-of-data', '552 Requested mail action aborted: mailbox full', 'bounced recipient mailbox-full soft'],
  [
    'rcpt',
    '550 5.2.1 The email account that you tried to reach is disabled',
    'bounced recipient mailbox-disabled soft',
  ],
  ['rcpt', '550 Unrouteable address', 'bounced recipient unrouteable soft'],
  [
    'rcpt',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
    'bounced recipient recipient-refused soft',
  ],
  [
    'rcpt',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; sender not authenticated for group',
    'failed recipient recipient-restricted block',
  ],
  // the sender
  [
    'end-of-data',
    '550 5.7.26 This message fails to pass SPF and DKIM checks',
    'failed sender authentication-required block',
  ],
  [
    'end-of-data',
    '550 5.7.515 Access denied, sending domain x.test does not meet the required authentication level',
    'failed sender authentication-required block',
  ],
  [
    'end-of-data',
    '554 5.7.9 Message not accepted for policy reasons: DMARC fail',
    'failed sender authentication-required block',
  ],
  [
    'end-of-data',
    '550 5.7.1 Our system has detected that this message is likely unsolicited mail',
    'failed sender content-refused block',
  ],
  [
    'mail',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Part of their network is on our block list (S3140)",
    'failed sender blocklisted block',
  ],
  ['rcpt', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'failed sender blocklisted block'],
  [
    'rcpt',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net',
    'failed sender blocklisted block',
  ],
  ['rcpt', '550 5.1.1 rejected: user unknown or listed by Spamhaus', 'failed sender blocklisted block'],
  ['rcpt', '550 5.1.8 <x@y.test>: Sender address rejected: Domain not found', 'failed sender sender-refused block'],
  ['rcpt', '550 Sender verify failed', 'failed sender sender-refused block'],
  ['mail', '550 User unknown', 'failed sender sender-refused block'],
  ['rcpt', '550 5.7.1 Message rejected', 'failed sender policy-refused block'],
  // the message, and no evidence
  ['end-of-data', '552 5.3.4 Message size exceeds fixed maximum message size', 'failed message message-too-large -'],
  ['mail', '552 Message size exceeds limit', 'failed message message-too-large -'],
  ['end-of-data', '554 5.6.0 Invalid header', 'failed message message-refused -'],
  ['rcpt', '550 5.4.6 Routing loop detected', 'bounced destination destination-broken soft'],
  ['rcpt', '550 Requested action not taken', 'failed message refused -'],
  ['rcpt', '550 mailbox unavailable', 'failed message refused -'],
  ['end-of-data', '554 Transaction failed', 'failed message refused -'],
];

function read(phase: SmtpPhase, wire: string) {
  const [, code, enhanced, text = ''] = /^(\d{3}) (?:([245]\.\d+\.\d+) )?(.*)$/.exec(wire) ?? [];
  const agreed = enhanced && enhanced[0] === code?.[0] ? enhanced : null;
  return classifyAnswer({
    phase,
    code: Number(code),
    enhanced: agreed,
    text: enhanced && !agreed ? `${enhanced} ${text}` : text,
  });
}

describe('an answer', () => {
  it.each(TABLE)('at %s «%s» is %s', (phase, wire, expected) => {
    const { outcome, scope, reason, bounce } = read(phase, wire);
    expect(`${outcome} ${scope} ${reason} ${bounce ?? '-'}`).toBe(expected);
  });

  it.each<[LinkFailure, SmtpPhase, string]>([
    ['closed', 'data', 'deferred connection connection-lost'],
    ['timeout', 'greeting', 'deferred connection timeout'],
    ['dns', 'connect', 'deferred connection name-not-resolved'],
    ['tls', 'starttls', 'deferred connection tls-unavailable'],
    ['unsupported', 'auth', 'deferred connection extension-missing'],
    ['unsupported', 'mail', 'failed message extension-missing'],
    ['address', 'mail', 'failed recipient address-not-sendable'],
    ['too-large', 'mail', 'failed message message-too-large'],
  ])('that never came (%s at %s) is %s', (failure, phase, expected) => {
    const { outcome, scope, reason } = classifyAnswer({ phase, code: null, enhanced: null, text: '', failure });
    expect(`${outcome} ${scope} ${reason}`).toBe(expected);
  });

  it('of 4xx is never final and one of 5xx without evidence never hard, whatever the text', () => {
    const texts = [
      ...TABLE.map(([, wire]) => wire.replace(/^\d{3} (?:[245](\.\d+\.\d+) )?/, '')),
      '',
      'x'.repeat(2000),
    ];
    const phases: SmtpPhase[] = ['greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'end-of-data'];
    for (const text of texts) {
      for (const phase of phases) {
        for (const code of [421, 432, 450, 451, 452, 454, 455, 471]) {
          for (const enhanced of [null, '4.1.1', '4.2.2', '4.7.1']) {
            expect(classifyAnswer({ phase, code, enhanced, text }).outcome, `${phase} ${code} ${text}`).toBe(
              'deferred',
            );
          }
        }
      }
    }
    expect(classifyAnswer({ phase: 'rcpt', code: 599, enhanced: null, text: 'no' })).toMatchObject({
      outcome: 'failed',
      bounce: null,
    });
  });

  it.each([
    ['450 4.2.0 Greylisted, try again in 00:04:59', 299],
    ['450 4.2.0 Greylisted for 10 minutes', 600],
    ['451 4.7.1 Greylisting, retry after 60 seconds', 60],
    ['450 4.2.0 Greylisted', 300],
    ['450 4.2.0 Greylisted, come back in 99 hours', 86_400],
  ])('«%s» asks to wait %i seconds', (wire, seconds) => {
    expect(read('rcpt', wire).retryAfterHint).toBe(seconds);
  });

  it('of 2xx is accepted, from an outcome as from its parts', () => {
    expect(classifyOutcome({ outcome: 'accepted', code: 250, enhanced: null, text: 'ok', host: 'x' }).outcome).toBe(
      'accepted',
    );
  });
});

describe('the rules', () => {
  it('never finish a recipient for what lies between us and the next server', () => {
    for (const rule of ANSWER_RULES.filter(({ scope }) => scope === 'connection'))
      expect(rule.outcome).toBe('deferred');
  });

  it('end an address only for an unknown user, and only on a 5xx about the recipient', () => {
    for (const rule of ANSWER_RULES.filter(({ bounce }) => bounce === 'hard')) {
      expect(rule).toMatchObject({ reason: 'unknown-user', scope: 'recipient', when: { class: 5 } });
      expect(rule.when.phase).not.toContain('mail');
    }
  });
});
