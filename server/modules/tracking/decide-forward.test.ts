import { describe, expect, it } from 'vitest';
import type { RequestParts } from './decide.ts';
import { decideUnsubscribe } from './decide.ts';
import { decideForward, type FriendToken } from './decide-forward.ts';

const personal = { campaignId: 'c', contactId: 'p' };
const friend: FriendToken = { forwardId: 'f', campaignId: 'c', workspaceId: 'w', address: 'amico@posta.example' };
const deps = {
  now: () => 1_763_800_000_000,
  verify: (text: string) =>
    text === 'mine' ? personal : text === 'shared' ? { campaignId: 'c', contactId: null } : null,
  verifyFriend: (text: string) => (text === 'a.b.c.d' ? friend : null),
};
const request = (changes: Partial<RequestParts> = {}): RequestParts => ({
  method: 'GET',
  segment: 'mine',
  query: '',
  headers: { agent: '', language: 'it', contentType: 'application/x-www-form-urlencoded', purpose: '' },
  address: '203.0.113.9',
  body: '',
  ...changes,
});
const post = (body: string, segment = 'mine') => request({ method: 'POST', body, segment });

describe('decideForward', () => {
  it.each([
    ['show', request()],
    ['show', request({ query: 'utm_source=x' })],
    ['view', request({ query: 'view' })],
    ['view', request({ query: 'view=' })],
    ['show', request({ method: 'HEAD' })],
    ['show', post('x=1')],
    ['forward', post('friend=amico%40posta.example')],
    ['friend-show', request({ segment: 'a.b.c.d' })],
    ['friend-view', request({ segment: 'a.b.c.d', query: 'view' })],
    ['friend-show', post('', 'a.b.c.d')],
    ['friend-refuse', post('action=refuse', 'a.b.c.d')],
    ['friend-refuse', post('List-Unsubscribe=One-Click', 'a.b.c.d')],
  ])('%s', (wanted, parts) => {
    expect(decideForward(parts, deps).do).toBe(wanted);
  });

  it('sends nothing by GET, whatever the address says', () => {
    expect(decideForward(request({ query: 'friend=amico@posta.example' }), deps).do).toBe('show');
    expect(decideForward(request({ segment: 'a.b.c.d', query: 'action=refuse' }), deps).do).toBe('friend-show');
  });

  it.each(['shared', 'forged', 'a.b.c.e', '', '.'])('knows nothing of %j', (segment) => {
    expect(decideForward(request({ segment }), deps)).toEqual({ do: 'answer', answer: null, status: 404 });
  });

  it('refuses other methods', () => {
    expect(decideForward(request({ method: 'DELETE' }), deps)).toMatchObject({ do: 'answer', status: 405 });
  });

  it('tells a program by the field that nobody sees', () => {
    expect(decideForward(post('friend=a%40b.example&website=x'), deps)).toMatchObject({ trap: true });
    expect(decideForward(post('friend=a%40b.example&website='), deps)).toMatchObject({ trap: false });
  });
});

describe('agreeing to be tracked', () => {
  it('is shown by GET and done by POST alone', () => {
    expect(decideUnsubscribe(request({ query: 'consent' }), deps)).toMatchObject({ do: 'show', page: 'consent' });
    expect(decideUnsubscribe(request({ query: 'consent&action=consent' }), deps)).toMatchObject({ do: 'show' });
    expect(decideUnsubscribe(post('action=consent'), deps)).toEqual({ do: 'consent', token: personal });
    expect(decideUnsubscribe(post('action=consent', 'shared'), deps)).toMatchObject({ status: 404 });
  });
});
