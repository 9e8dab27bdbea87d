import { afterEach, expect, it } from 'vitest';
import { type Sink, type SinkOptions, startSink } from '#tests/mail/smtp-sink.ts';
import { PoolClosedError, type PoolOptions, SmtpPool } from './pool.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function poolOn(sinkOptions: SinkOptions, options: PoolOptions = {}): Promise<{ sink: Sink; pool: SmtpPool }> {
  const sink = await startSink(sinkOptions);
  const pool = new SmtpPool({ host: '127.0.0.1', port: sink.port, secure: false, tls: 'none' }, options);
  closers.push(
    () => sink.close(),
    () => pool.close(0),
  );
  return { sink, pool };
}

let made = 0;
function mail(to = 'b@rcpt.test') {
  made += 1;
  return { envelope: { from: 'a@sender.test', to }, bytes: Buffer.from(`Message-ID: <${made}@x>\r\n\r\nhi\r\n`) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

it('sends everything once over as many connections as sessions', async () => {
  const { sink, pool } = await poolOn({}, { size: 4 });
  let left = 200;
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const session = await pool.session();
      while (left-- > 0) expect((await session.send(mail())).outcome).toBe('accepted');
      session.close();
    }),
  );
  expect([sink.accepted, sink.counts.size, sink.connections]).toEqual([200, 200, 4]);
  expect(pool.health()).toMatchObject({ busy: 0, idle: 4, opened: 4, failuresInARow: 0 });
});

it('replaces a connection after its share of messages and closes it properly', async () => {
  const { sink, pool } = await poolOn({}, { maxMessages: 10 });
  const session = await pool.session();
  for (let at = 0; at < 25; at++) await session.send(mail());
  expect([sink.accepted, sink.connections]).toEqual([25, 3]);
  session.close();
  await pool.close();
  await until(() => sink.openNow === 0);
  expect(sink.commands.filter((line) => line === 'QUIT')).toHaveLength(3);
});

it('replaces a connection that is too old', async () => {
  const { sink, pool } = await poolOn({}, { maxSeconds: 0 });
  const session = await pool.session();
  await session.send(mail());
  await session.send(mail());
  expect(sink.connections).toBe(2);
});

it('lends a warm connection to the next session, and lets it go when nobody comes', async () => {
  const { sink, pool } = await poolOn({}, { size: 1, idleSeconds: 0.05 });
  for (let at = 0; at < 3; at++) {
    const session = await pool.session();
    await session.send(mail());
    session.close();
  }
  expect(sink.connections).toBe(1);
  await until(() => sink.openNow === 0);
  expect(pool.health().idle).toBe(0);
});

it.each(['421 4.4.2 idle for too long', undefined])(
  'sends again at once when a kept connection had died (%s)',
  async (answer) => {
    const { sink, pool } = await poolOn({
      behave: ({ phase, connection, message }) =>
        phase === 'mail' && connection === 1 && message === 2
          ? { close: true, ...(answer ? { answer } : {}) }
          : undefined,
    });
    const session = await pool.session();
    expect((await session.send(mail())).outcome).toBe('accepted');
    expect((await session.send(mail())).outcome).toBe('accepted');
    expect([sink.accepted, sink.connections]).toEqual([2, 2]);
  },
);

it.each(['rcpt', 'data', 'dot'] as const)(
  'leaves it to the caller when a kept connection is closed at %s',
  async (at) => {
    const { sink, pool } = await poolOn({
      behave: ({ phase, message }) =>
        phase === at && message === 2 ? { answer: '421 4.3.2 closing', close: true } : undefined,
    });
    const session = await pool.session();
    await session.send(mail());
    let marks = 0;
    const outcome = await session.send({ ...mail(), beforeFinalDot: () => void marks++ });
    expect(outcome).toMatchObject({ outcome: 'refused', code: 421, temporary: true, connectionLost: true });
    expect([sink.connections, sink.accepted, marks]).toEqual([1, 1, at === 'dot' ? 1 : 0]);
  },
);

it('does not send again when the connection died with an answer still owed', async () => {
  const { sink, pool } = await poolOn({
    behave: ({ phase, message }) => (phase === 'dot' && message === 2 ? { close: true, record: true } : undefined),
  });
  const session = await pool.session();
  await session.send(mail());
  expect((await session.send(mail())).outcome).toBe('unknown');
  expect((await session.send(mail())).outcome).toBe('accepted');
  expect([...sink.counts.values()].every((times) => times === 1)).toBe(true);
  expect([sink.accepted, sink.connections]).toEqual([3, 2]);
});

it('says why it cannot connect, counts it, and recovers', async () => {
  const { pool } = await poolOn({
    behave: ({ phase, connection }) =>
      phase === 'connect' && connection < 3 ? { answer: '554 5.7.1 go away' } : undefined,
  });
  const session = await pool.session();
  expect(await session.send(mail())).toMatchObject({
    outcome: 'refused',
    phase: 'greeting',
    code: 554,
    connectionLost: true,
  });
  await session.send(mail());
  expect(pool.health()).toMatchObject({ failuresInARow: 2, lastFailure: { code: 554 } });
  expect((await session.send(mail())).outcome).toBe('accepted');
  expect(pool.health()).toMatchObject({ failuresInARow: 0, opened: 1 });
});

it('makes callers wait for a place, in order, and lets go those who give up', async () => {
  const { pool } = await poolOn({}, { size: 1 });
  const first = await pool.session();
  const giveUp = new AbortController();
  const second = pool.session(giveUp.signal);
  const third = pool.session();
  expect(pool.health().waiting).toBe(2);
  giveUp.abort(new Error('not any more'));
  await expect(second).rejects.toThrow('not any more');
  first.close();
  expect((await (await third).send(mail())).outcome).toBe('accepted');
});

it('lets what is under way finish when it closes, and then has no socket', async () => {
  const { sink, pool } = await poolOn({}, { size: 2 });
  const session = await pool.session();
  let mark = (): void => {};
  const marking = new Promise<void>((resolve) => {
    mark = resolve;
  });
  let reached = false;
  const sending = session.send({
    ...mail(),
    beforeFinalDot: () => {
      reached = true;
      return marking;
    },
  });
  await until(() => reached);
  const closing = pool.close();
  await expect(pool.session()).rejects.toBeInstanceOf(PoolClosedError);
  mark();
  expect((await sending).outcome).toBe('accepted');
  session.close();
  await closing;
  await until(() => sink.openNow === 0);
});

it.each(['connect', 'ehlo', 'mail', 'data', 'dot', 'quit'] as const)(
  'is not held up by a server that stalls at %s',
  async (stalled) => {
    const { sink, pool } = await poolOn({ behave: ({ phase }) => (phase === stalled ? { stall: true } : undefined) });
    const session = await pool.session();
    const sending = session.send(mail());
    if (stalled === 'quit') await sending;
    else await until(() => sink.connections === 1);
    if (stalled === 'dot') await until(() => sink.commands.includes('DATA'));
    await pool.close(20);
    expect((await sending).outcome).toMatch(
      stalled === 'dot' ? /unknown|refused/ : stalled === 'quit' ? 'accepted' : 'refused',
    );
    await until(() => sink.openNow === 0);
    await expect(session.send(mail())).rejects.toBeInstanceOf(PoolClosedError);
  },
);

it('cuts one message by its own signal and goes on with the next', async () => {
  const { sink, pool } = await poolOn({
    behave: ({ phase, message }) => (phase === 'rcpt' && message === 1 ? { stall: true } : undefined),
  });
  const session = await pool.session();
  const stop = new AbortController();
  const sending = session.send({ ...mail(), signal: stop.signal });
  await until(() => sink.commands.some((line) => line.startsWith('RCPT')));
  stop.abort();
  expect(await sending).toMatchObject({ outcome: 'refused', phase: 'rcpt', failure: 'aborted', temporary: true });
  expect((await session.send(mail())).outcome).toBe('accepted');
});

it('leaves a message cut after its final dot unknown', async () => {
  let dotted = false;
  const { pool } = await poolOn({
    behave: ({ phase }) => {
      if (phase !== 'dot') return undefined;
      dotted = true;
      return { stall: true };
    },
  });
  const session = await pool.session();
  const stop = new AbortController();
  const sending = session.send({ ...mail(), signal: stop.signal });
  await until(() => dotted);
  stop.abort();
  expect(await sending).toMatchObject({ outcome: 'unknown', failure: 'aborted' });
});
