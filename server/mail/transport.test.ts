import { expect, it } from 'vitest';
import { startSink } from '#tests/mail/smtp-sink.ts';
import { createTransport, parseSmtpUrl, TransportConfigError, TransportUnavailableError } from './transport.ts';

it.each([
  ['smtp://mail.test', { host: 'mail.test', port: 25, secure: false, tls: 'opportunistic', name: 'mail.test:25' }],
  ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, tls: 'none' }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, tls: 'none' }],
  ['smtp://u%40x.test:p%3Aw@mail.test', { port: 587, tls: 'verified', auth: { user: 'u@x.test', pass: 'p:w' } }],
  [
    'smtp://mail.test:26?tls=none&helo=me.test&local=10.0.0.1',
    { tls: 'none', heloName: 'me.test', localAddress: '10.0.0.1' },
  ],
  ['smtps://mail.test', { port: 465, secure: true, tls: 'verified' }],
  ['smtps://mail.test:4650?tls=opportunistic', { port: 4650, secure: true, tls: 'opportunistic' }],
])('reads %s', (url, expected) => {
  expect(parseSmtpUrl(url)).toMatchObject({ kind: 'smtp', ...expected });
});

it.each([
  ['nonsense', 'not-a-url'],
  ['http://mail.test', 'scheme'],
  ['smtp://', 'host'],
  ['smtp://mail.test/path', 'host'],
  ['smtp://mail.test:0', 'port'],
  ['smtp://user@mail.test', 'credentials'],
  ['smtp://mail.test?tls=maybe', 'tls'],
  ['smtps://mail.test?tls=none', 'tls'],
  ['smtp://mail.test?tsl=none', 'option'],
])('refuses %s for its %s, without repeating it', (url, problem) => {
  const failure = thrownBy(() => parseSmtpUrl(url));
  expect(failure).toBeInstanceOf(TransportConfigError);
  expect(failure).toMatchObject({ problem });
  expect(String(failure)).not.toContain('mail.test');
});

it('sends through what the URL names', async () => {
  const sink = await startSink();
  const transport = createTransport(parseSmtpUrl(`smtp://127.0.0.1:${sink.port}`, 'sink'), { sessions: 2 });
  const session = await transport.open();
  const bytes = Buffer.from('Message-ID: <1@x>\r\n\r\nhi\r\n');
  expect(await session.send({ envelope: { from: '', to: 'a@b.test' }, bytes })).toMatchObject({ outcome: 'accepted' });
  session.close();
  await transport.close();
  await sink.close();
  expect([transport.kind, transport.name, sink.accepted]).toEqual(['smtp', 'sink', 1]);
});

it('does not pretend to have an adapter it lacks', () => {
  const config = { kind: 'resend', name: 'r', apiKey: 'k', baseUrl: 'https://api.resend.com' } as const;
  expect(() => createTransport(config)).toThrow(TransportUnavailableError);
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
