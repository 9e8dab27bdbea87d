import { describe, expect, it } from 'vitest';
import type { Outcome, Refused } from '#server/mail/smtp/outcome.ts';
import { readOutcome } from './read-outcome.ts';

const host = 'mx.example';
const refused = (given: Partial<Refused>): Outcome => ({
  outcome: 'refused',
  phase: 'rcpt',
  code: 550,
  enhanced: null,
  text: '',
  temporary: false,
  connectionLost: false,
  failure: null,
  host,
  ...given,
});

describe('what an outcome means for the ledger', () => {
  const cases: [string, Outcome, object][] = [
    [
      'a 250 is accepted',
      { outcome: 'accepted', code: 250, enhanced: '2.0.0', text: 'queued', host },
      { state: 'accepted', reason: null, hardBounce: false, brake: null },
    ],
    [
      'an unknown user bounces, and ends the address',
      refused({ enhanced: '5.1.1', text: 'user unknown' }),
      { state: 'bounced', reason: 'unknown-user', hardBounce: true },
    ],
    [
      'refused content fails, and says nothing of the address',
      refused({ phase: 'end-of-data', code: 554, enhanced: '5.7.1', text: 'spam message rejected' }),
      { state: 'failed', hardBounce: false },
    ],
    [
      'a full mailbox is tried again',
      refused({ code: 452, enhanced: '4.2.2', text: 'mailbox full', temporary: true }),
      { state: 'deferred', tries: 1, hardBounce: false, brake: null },
    ],
    [
      'a refused connection is nobody’s fault: no try is counted and the stream slows',
      refused({ phase: 'greeting', code: 554, text: 'no service for you' }),
      { state: 'deferred', tries: 0, brake: { reason: expect.any(String) } },
    ],
    [
      'a dead connection before anybody was named, too',
      refused({ phase: 'connect', code: null, failure: 'unreachable', temporary: true, connectionLost: true }),
      { state: 'deferred', reason: 'unreachable', tries: 0, retrySeconds: 15 },
    ],
    [
      'throttling at MAIL slows the stream',
      refused({ phase: 'mail', code: 421, enhanced: '4.7.0', text: 'too many messages, slow down', temporary: true }),
      { state: 'deferred', brake: { reason: 'throttled' } },
    ],
    [
      'no answer after the final dot is uncertain',
      { outcome: 'unknown', phase: 'end-of-data', text: 'closed', failure: 'closed', host },
      { state: 'uncertain', reason: 'no-answer', attempt: { outcome: 'unknown' } },
    ],
  ];
  it.each(cases)('%s', (_, outcome, expected) => expect(readOutcome(outcome, 0)).toMatchObject(expected));

  it('keeps the server’s words, without what the database can’t hold', () => {
    const { attempt } = readOutcome(refused({ text: `a\0b${'x'.repeat(5000)}` }), 2);
    expect(attempt).toMatchObject({ number: 3, host });
    expect(attempt?.answer).toHaveLength(1000);
    expect(attempt?.answer?.startsWith('abx')).toBe(true);
  });
});
