import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { TEST_CERTIFICATE, TEST_KEY } from '#tests/mail/certificate.ts';
import { type Sink, type SinkAction, type SinkOptions, type SinkPhase, startSink } from '#tests/mail/smtp-sink.ts';
import { connectSmtp, SmtpConnection, type SmtpMessage, type SmtpTarget } from './connection.ts';
import type { Outcome } from './outcome.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function sinkWith(options: SinkOptions = {}): Promise<Sink> {
  const sink = await startSink({ keepBytes: true, ...options });
  closers.push(() => sink.close());
  return sink;
}

function target(port: number, more: Partial<SmtpTarget> = {}): SmtpTarget {
  return { host: '127.0.0.1', port, secure: false, tls: 'none', ...more };
}

async function connected(where: SmtpTarget): Promise<SmtpConnection> {
  const connection = await connectSmtp(where);
  if (!(connection instanceof SmtpConnection)) throw new Error(JSON.stringify(connection));
  closers.push(() => connection.abort());
  return connection;
}

function mail(text = 'Subject: x\r\n\r\nhello\r\n', more: Partial<SmtpMessage> = {}): SmtpMessage {
  return { envelope: { from: 'a@sender.test', to: 'b@rcpt.test' }, bytes: Buffer.from(text), ...more };
}

/** A sink that does `action` once the first time `phase` comes, and one message sent through it. */
async function through(phase: SinkPhase, action: SinkAction, more: Partial<SmtpTarget> = {}, message = mail()) {
  let done = false;
  const sink = await sinkWith({
    behave: (moment) => {
      if (done || moment.phase !== phase) return undefined;
      done = true;
      return action;
    },
  });
  const connection = await connectSmtp(target(sink.port, more));
  if (!(connection instanceof SmtpConnection)) return { sink, connection: null, outcome: connection as Outcome };
  closers.push(() => connection.abort());
  return { sink, connection, outcome: await connection.send(message) };
}

async function realServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    key: TEST_KEY,
    cert: TEST_CERTIFICATE,
    closeTimeout: 10,
    onData: (stream, _session, done) => stream.on('end', () => done()).resume(),
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

describe('a message that is taken', () => {
  it('is accepted with the answer of the server and arrives as it was', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const text = 'Message-ID: <1@x>\r\n\r\n.one\r\n..two\r\nthree.\r\n.\r\nend\r\n';
    const outcome = await connection.send(mail(text));
    expect(outcome).toEqual({ outcome: 'accepted', code: 250, enhanced: '2.0.0', text: 'taken', host: '127.0.0.1' });
    expect(sink.messages[0]?.bytes?.toString()).toBe(text);
    expect([...sink.counts]).toEqual([['<1@x>\tb@rcpt.test', 1]]);
  });

  it.each([
    ['bare newlines', 'a\n.b\r.c\n', 'a\r\n.b\r\n.c\r\n'],
    ['no last newline', 'a', 'a\r\n'],
    ['a smuggled end of data', 'a\n.\nMAIL FROM:<x@y.test>\r\n', 'a\r\n.\r\nMAIL FROM:<x@y.test>\r\n'],
    ['a smuggled end with a bare return', 'a\r\n.\rMAIL\r\n', 'a\r\n.\r\nMAIL\r\n'],
    ['blank last lines', 'a\r\n\r\n\r\n', 'a\r\n\r\n\r\n'],
    ['a bare newline after blank lines', 'a\n\n', 'a\r\n\r\n'],
  ])('carries %s as CRLF lines', async (_what, sent, received) => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    expect((await connection.send(mail(sent))).outcome).toBe('accepted');
    expect(sink.messages.map((message) => message.bytes?.toString())).toEqual([received]);
  });

  it('is sent untouched when the caller says it is canonical', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    await connection.send(mail('Subject: x\r\n\r\n..stuffed\r\n', { canonical: true }));
    expect(sink.messages[0]?.bytes?.toString()).toBe('Subject: x\r\n\r\n.stuffed\r\n');
  });

  it('goes through in megabytes, with every line beginning with a dot', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const text = '.dots and dots\r\n'.repeat(200_000);
    expect((await connection.send(mail(text))).outcome).toBe('accepted');
    expect(sink.messages[0]?.bytes?.equals(Buffer.from(text))).toBe(true);
  });

  it('tells SIZE, BODY and SMTPUTF8 to a server that offers them', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    await connection.send({ envelope: { from: '', to: 'però@città.test' }, bytes: Buffer.from('è') });
    expect(sink.commands).toContain('MAIL FROM:<> SIZE=2 BODY=8BITMIME SMTPUTF8');
    expect(sink.commands).toContain('RCPT TO:<però@xn--citt-3na.test>');
  });

  it('tells nothing of the kind to a server that speaks only HELO', async () => {
    const sink = await sinkWith({
      behave: ({ line }) => (line.startsWith('EHLO') ? { answer: '502 what' } : undefined),
    });
    const connection = await connected(target(sink.port));
    expect((await connection.send(mail())).outcome).toBe('accepted');
    expect(sink.commands).toContain('MAIL FROM:<a@sender.test>');
    expect(await connection.send(mail('è'))).toMatchObject({ failure: 'unsupported', temporary: false });
    expect(await connection.send({ ...mail(), envelope: { from: 'a@b.test', to: 'è@b.test' } })).toMatchObject({
      failure: 'unsupported',
      connectionLost: false,
    });
  });

  it('reads answers of many lines, cut anywhere', async () => {
    const { outcome } = await through('dot', {
      answer: '250-2.0.0 one\n250-2.0.0 two\n250 2.0.0 three',
      dripMs: 1,
      record: true,
    });
    expect(outcome).toMatchObject({ outcome: 'accepted', enhanced: '2.0.0', text: 'one\ntwo\nthree' });
  });

  it('follows others on the same connection, also after a refusal', async () => {
    const sink = await sinkWith({
      behave: ({ address }) => (address === 'no@rcpt.test' ? { answer: '550 5.1.1 unknown' } : undefined),
    });
    const connection = await connected(target(sink.port));
    const to = async (address: string) =>
      (await connection.send({ ...mail(), envelope: { from: 'a@b.test', to: address } })).outcome;
    expect([await to('1@rcpt.test'), await to('no@rcpt.test'), await to('2@rcpt.test')]).toEqual([
      'accepted',
      'refused',
      'accepted',
    ]);
    expect(sink.commands.filter((line) => line === 'RSET')).toHaveLength(1);
    expect(sink.connections).toBe(1);
  });
});

describe('the final dot', () => {
  it('is written only when the mark is made, and the rest of the message is already there', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const order: string[] = [];
    const outcome = await connection.send(
      mail('x\r\n', { beforeFinalDot: () => void order.push(`marked, ${sink.accepted} taken`) }),
    );
    expect(order).toEqual(['marked, 0 taken']);
    expect([outcome.outcome, sink.accepted]).toEqual(['accepted', 1]);
  });

  it('is never written when the mark fails, and the failure is handed on as it is', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const lost = new Error('lease lost');
    await expect(connection.send(mail('x\r\n', { beforeFinalDot: () => Promise.reject(lost) }))).rejects.toBe(lost);
    expect(connection.usable).toBe(false);
    await sink.close();
    expect(sink.accepted).toBe(0);
  });

  it('is not reached, nor the mark made, when the server refuses in the middle of the message', async () => {
    let marked = 0;
    let answered = (): void => {};
    const seen = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const sink = await sinkWith({
      behave: ({ phase }) => {
        if (phase !== 'body') return undefined;
        answered();
        return { answer: '452 4.3.1 disk full' };
      },
    });
    const connection = await connected(target(sink.port));
    const refused = await connection.envelope('a@b.test', 'c@d.test');
    expect(refused).toBeNull();
    // Larger than the buffers between the two, so that the answer is there before the body ends.
    const outcome = await connection.body(Buffer.alloc(40_000_000, 'x\r\n'), { beforeFinalDot: () => void marked++ });
    await seen;
    expect(outcome).toMatchObject({
      outcome: 'refused',
      phase: 'data',
      code: 452,
      temporary: true,
      connectionLost: true,
    });
    expect([marked, sink.accepted]).toEqual([0, 0]);
  });

  it('is withheld when the connection died while the mark was made', async () => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const outcome = await connection.send(
      mail('x\r\n', {
        beforeFinalDot: async () => {
          await sink.close();
          await until(() => !connection.usable);
        },
      }),
    );
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'data', temporary: true, failure: 'closed' });
  });

  it.each([
    ['250 2.0.0 already taken', { code: null, failure: 'protocol', temporary: true }],
    ['421 4.3.2 going down', { code: 421, failure: null, temporary: true }],
    ['554 5.7.1 no', { code: 554, failure: null, temporary: false }],
  ])('is withheld when the server said «%s» while the mark was made', async (answer, expected) => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const outcome = await connection.send(
      mail('x\r\n', {
        beforeFinalDot: async () => {
          sink.say(answer);
          await until(() => !connection.usable);
        },
      }),
    );
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'data', connectionLost: true, ...expected });
    await sink.close();
    expect(sink.accepted).toBe(0);
  });

  it.each<[string, SinkAction, string]>([
    ['the server closes without a word', { close: true }, 'closed'],
    ['the server takes the message and closes without a word', { close: true, record: true }, 'closed'],
    ['the server says nothing', { stall: true }, 'timeout'],
    ['the answer is not SMTP', { answer: 'HTTP/1.1 200 OK' }, 'protocol'],
    ['the answer stops half-way', { answer: '250-2.0.0 on its', close: true }, 'closed'],
    ['the lines disagree', { answer: '250-ok\n550 no' }, 'protocol'],
    ['the answer means something else', { answer: '354 go on' }, 'protocol'],
    ['a line has no end', { answer: `250 ${'x'.repeat(9000)}` }, 'protocol'],
    ['the reply has no end', { answer: '250-more\n'.repeat(300).trimEnd() }, 'protocol'],
    ['the answer drips too slowly', { answer: '250 ok', dripMs: 200 }, 'timeout'],
  ])('leaves the outcome unknown when after it %s', async (_what, action, failure) => {
    // Only where its end is waited for: a busy machine must not time out an answer.
    const timeouts = failure === 'timeout' ? { dataEnd: 150 } : {};
    const { outcome, connection } = await through('dot', action, { timeouts });
    expect(outcome).toMatchObject({ outcome: 'unknown', phase: 'end-of-data', failure });
    expect(connection?.usable).toBe(false);
  });

  it.each<[string, string, object]>([
    ['421', '421 4.3.2 going down', { temporary: true, connectionLost: true, enhanced: '4.3.2' }],
    ['a 4xx', '451 4.7.1 later', { temporary: true, connectionLost: false }],
    ['a 5xx', '554 5.7.1 spam', { temporary: false, connectionLost: false, text: 'spam' }],
    ['a 5xx whose enhanced code disagrees', '554 4.7.1 spam', { temporary: false, enhanced: null, text: '4.7.1 spam' }],
  ])('is answered no by %s, which is certain', async (_what, answer, expected) => {
    const { outcome } = await through('dot', { answer });
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'end-of-data', failure: null, ...expected });
  });
});

describe('before the final dot nothing can be in doubt', () => {
  const phases: [SinkPhase, string][] = [
    ['connect', 'greeting'],
    ['ehlo', 'ehlo'],
    ['mail', 'mail'],
    ['rcpt', 'rcpt'],
    ['data', 'data'],
  ];

  it.each(phases)('a refusal at %s is handed on with its code', async (at, phase) => {
    const { outcome, sink } = await through(at, { answer: '451 4.3.0 not now' });
    expect(outcome).toMatchObject({ outcome: 'refused', phase, code: 451, enhanced: '4.3.0', temporary: true });
    expect(sink.accepted).toBe(0);
  });

  it.each(phases)('a 421 at %s ends the connection', async (at, phase) => {
    const { outcome } = await through(at, { answer: '421 4.3.2 closing', close: true });
    expect(outcome).toMatchObject({ outcome: 'refused', phase, code: 421, temporary: true, connectionLost: true });
  });

  it.each(phases)('a close at %s is a temporary failure', async (at, phase) => {
    const { outcome } = await through(at, { close: true });
    expect(outcome).toMatchObject({ outcome: 'refused', phase, code: null, failure: 'closed', temporary: true });
  });

  it.each(phases)('silence at %s ends in a timeout', async (at, phase) => {
    // Only the stalled step is hurried: a busy machine must not time out another.
    const keys = { greeting: 'greeting', ehlo: 'command', mail: 'mail', rcpt: 'rcpt', data: 'dataStart' };
    const timeouts = Object.fromEntries(
      Object.entries(keys).flatMap(([name, key]) => (name === phase ? [[key, 60]] : [])),
    );
    const { outcome } = await through(at, { stall: true }, { timeouts });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      phase,
      failure: 'timeout',
      temporary: true,
      connectionLost: true,
    });
  });

  it.each(phases)('garbage at %s ends the connection', async (at, phase) => {
    const { outcome } = await through(at, { answer: '\u0000\u00ff garbage' });
    expect(outcome).toMatchObject({ outcome: 'refused', phase, failure: 'protocol', temporary: true });
  });

  it('a server that closes in the middle of the message took nothing', async () => {
    const bytes = Buffer.alloc(20_000_000, 'x\r\n');
    const { outcome } = await through('body', { close: true }, {}, { ...mail(), bytes });
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'data', failure: 'closed', temporary: true });
  });

  it('a server that stops reading is left after the time for a block', async () => {
    const sink = await sinkWith({
      behave: ({ phase }) => {
        if (phase === 'body') sink.pause();
        return undefined;
      },
    });
    const connection = await connected(target(sink.port, { timeouts: { dataBlock: 80 } }));
    const outcome = await connection.send({ ...mail(), bytes: Buffer.alloc(40_000_000, 'x\r\n') });
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'data', failure: 'timeout' });
  });

  it('a 2xx in answer to DATA is not taken for a yes', async () => {
    const { outcome } = await through('data', { answer: '250 sure' });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      phase: 'data',
      code: null,
      failure: 'protocol',
      temporary: true,
    });
  });

  it('replies that nobody asked for end the connection before they answer the wrong command', async () => {
    const { outcome } = await through('mail', { answer: '250 ok\n250 and the next one too' });
    expect(outcome).toMatchObject({ outcome: 'refused', phase: 'rcpt', failure: 'protocol' });
  });

  it('nobody there, and a name that does not resolve', async () => {
    const sink = await startSink();
    await sink.close();
    expect(await connectSmtp(target(sink.port))).toMatchObject({
      phase: 'connect',
      failure: 'unreachable',
      temporary: true,
    });
    expect(await connectSmtp(target(25, { host: 'nobody.invalid' }))).toMatchObject({
      phase: 'connect',
      failure: 'dns',
    });
  });

  it('an abort cuts a stalled greeting at once', async () => {
    const sink = await sinkWith({ behave: ({ phase }) => (phase === 'connect' ? { stall: true } : undefined) });
    const stop = new AbortController();
    const opening = connectSmtp(target(sink.port), stop.signal);
    await until(() => sink.connections === 1);
    stop.abort();
    expect(await opening).toMatchObject({ outcome: 'refused', failure: 'aborted' });
    await until(() => sink.openNow === 0);
  });
});

describe('the envelope', () => {
  it.each([
    'a@b.test>\r\nRCPT TO:<x@y.test',
    'a\r\n@b.test',
    'a b@c.test',
    'a>@b.test',
    'a@b.test ',
    'a@b..test',
    'a@-b.test',
    '@b.test',
    'a@',
    'a',
    '',
    `${'a'.repeat(65)}@b.test`,
    'a\u0085@b.test',
    '"a\r\n"@b.test',
    'a@b\u3002.test\n',
  ])('never carries %j', async (to) => {
    const sink = await sinkWith();
    const connection = await connected(target(sink.port));
    const outcome = await connection.send({ ...mail(), envelope: { from: 'a@b.test', to } });
    expect(outcome).toMatchObject({ outcome: 'refused', failure: 'address', temporary: false, connectionLost: false });
    expect(sink.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
    expect((await connection.send(mail())).outcome).toBe('accepted');
  });

  it.each(['"a b"@c.test', 'a+b=c/d@e.test', "o'neil@x.test", 'a@[127.0.0.1]', 'a@[IPv6:::1]', '.dots..@x.test'])(
    'carries %j as it is',
    async (to) => {
      const sink = await sinkWith();
      const connection = await connected(target(sink.port));
      expect((await connection.send({ ...mail(), envelope: { from: 'a@b.test', to } })).outcome).toBe('accepted');
      expect(sink.commands).toContain(`RCPT TO:<${to}>`);
    },
  );

  it('refuses a message over the size the server announced without sending it', async () => {
    const sink = await sinkWith({ extensions: ['SIZE 10'] });
    const connection = await connected(target(sink.port));
    expect(await connection.send(mail())).toMatchObject({
      failure: 'too-large',
      temporary: false,
      connectionLost: false,
    });
  });
});

describe('TLS and login, against smtp-server', () => {
  const login: SMTPServerOptions = {
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: (auth, _session, done) =>
      auth.username === 'u' && auth.password === 'pà\u{1f511}' ? done(null, { user: 'u' }) : done(new Error('no')),
  };
  const auth = { user: 'u', pass: 'pà\u{1f511}' };
  const trusted = { host: 'localhost', tls: 'verified', ca: TEST_CERTIFICATE } as const;

  it.each(['PLAIN', 'LOGIN'] as const)('logs in with %s over verified STARTTLS', async (method) => {
    const port = await realServer({ ...login, authMethods: [method] });
    const connection = await connected(target(port, { ...trusted, auth }));
    expect(connection.encrypted).toBe(true);
    expect((await connection.send(mail())).outcome).toBe('accepted');
  });

  it('speaks TLS from the first octet', async () => {
    const port = await realServer({ ...login, secure: true });
    const connection = await connected(target(port, { ...trusted, secure: true, auth }));
    expect((await connection.send(mail('x\r\n'.repeat(100_000)))).outcome).toBe('accepted');
  });

  it('hands on a refused login', async () => {
    const port = await realServer(login);
    const refused = await connectSmtp(target(port, { ...trusted, auth: { user: 'u', pass: 'wrong' } }));
    expect(refused).toMatchObject({
      outcome: 'refused',
      phase: 'auth',
      code: 535,
      temporary: false,
      connectionLost: true,
    });
  });

  it.each([
    ['a name the certificate does not carry', { host: '127.0.0.1', tls: 'verified', ca: TEST_CERTIFICATE } as const],
    ['a certificate nobody vouches for', { host: 'localhost', tls: 'verified' } as const],
  ])('refuses %s where the policy is verified', async (_what, wire) => {
    const port = await realServer({ authOptional: true });
    expect(await connectSmtp(target(port, wire))).toMatchObject({ phase: 'starttls', failure: 'tls', temporary: true });
  });

  it('takes any certificate where the policy is opportunistic', async () => {
    const port = await realServer({ authOptional: true });
    const connection = await connected(target(port, { tls: 'opportunistic' }));
    expect(connection.encrypted).toBe(true);
  });

  it('refuses a server without STARTTLS where the policy is verified, and never shows it the password', async () => {
    const sink = await sinkWith({ extensions: ['AUTH PLAIN LOGIN'] });
    expect(await connectSmtp(target(sink.port, { tls: 'verified' }))).toMatchObject({
      phase: 'starttls',
      failure: 'tls',
    });
    const stripped = await connectSmtp(target(sink.port, { tls: 'opportunistic', auth }));
    expect(stripped).toMatchObject({ phase: 'auth', failure: 'tls' });
    expect(sink.commands.some((line) => line.startsWith('AUTH'))).toBe(false);
  });

  it('goes on in plain text where opportunistic TLS breaks', async () => {
    const sink = await sinkWith({
      extensions: ['STARTTLS'],
      behave: ({ phase, connection }) =>
        phase === 'starttls' && connection === 1 ? { answer: '220 go', close: true } : undefined,
    });
    const connection = await connected(target(sink.port, { tls: 'opportunistic' }));
    expect([connection.encrypted, sink.connections]).toEqual([false, 2]);
  });

  it('refuses plain text slipped in behind the answer to STARTTLS', async () => {
    const sink = await sinkWith({
      extensions: ['STARTTLS'],
      behave: ({ phase }) => (phase === 'starttls' ? { answer: '220 go\n250 injected' } : undefined),
    });
    expect(await connectSmtp(target(sink.port, { tls: 'verified' }))).toMatchObject({
      phase: 'starttls',
      failure: 'protocol',
    });
  });
});

/** Waits for a state of the other side, turn by turn of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
