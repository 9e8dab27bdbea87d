import fs from 'node:fs';
import net from 'node:net';
import { parseArgs } from 'node:util';

/** Where in the dialogue the sink is about to answer. `body` is the first octets of a message, `dot` its end. */
export type SinkPhase =
  | 'connect'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'body'
  | 'dot'
  | 'rset'
  | 'quit';

export interface SinkMoment {
  phase: SinkPhase;
  /** Connections and messages are counted from 1; `message` is the one under way on the whole sink. */
  connection: number;
  message: number;
  /** The address of `mail` and `rcpt`; at `data`, `body` and `dot` the last recipient's. */
  address: string;
  line: string;
}

/** What to do in place of the good answer. An answer's lines are split on newlines and sent as they are. */
export interface SinkAction {
  answer?: string;
  /** Close after the answer, or without one. */
  close?: boolean;
  /** Say nothing more on this connection. */
  stall?: boolean;
  /** Milliseconds between the octets of the answer. */
  dripMs?: number;
  /** At `dot`: count the message as accepted whatever is answered. */
  record?: boolean;
}

export interface SinkMessage {
  messageId: string;
  from: string;
  to: string[];
  /** Dots unstuffed; only with `keepBytes`. */
  bytes: Buffer | null;
}

export interface SinkOptions {
  port?: number;
  host?: string;
  extensions?: string[];
  behave?: (moment: SinkMoment) => SinkAction | undefined;
  keepBytes?: boolean;
  /** A file that gains `message-id TAB recipient` for each accepted recipient, before the answer is sent. */
  log?: string;
  /** Keep every message and count (true). A bench of a million turns it off and reads the log. */
  remember?: boolean;
}

export interface Sink {
  port: number;
  /** Accepted recipients; connections opened; connections open now; commands received, in order, when remembering. */
  readonly accepted: number;
  readonly connections: number;
  readonly openNow: number;
  /** `message-id TAB recipient` → how often it was accepted. */
  counts: Map<string, number>;
  messages: SinkMessage[];
  commands: string[];
  /** Stops reading from the connections there are. */
  pause(): void;
  /** Goes on reading where it paused. */
  resume(): void;
  /** Says a line on every connection, unasked. */
  say(line: string): void;
  close(): Promise<void>;
}

const EXTENSIONS = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 52428800', 'ENHANCEDSTATUSCODES'];
const END = Buffer.from('\r\n.\r\n');

interface State {
  sink: Tally;
  options: SinkOptions;
  open: Set<net.Socket>;
}

interface Tally {
  accepted: number;
  connections: number;
  counts: Map<string, number>;
  messages: SinkMessage[];
  commands: string[];
  begun: number;
  log: number | null;
}

/** A fast SMTP server that throws messages away, remembers what it accepted, and misbehaves on request. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const log = options.log ? fs.openSync(options.log, 'a') : null;
  const tally: Tally = { accepted: 0, connections: 0, counts: new Map(), messages: [], commands: [], begun: 0, log };
  const state: State = { sink: tally, options, open: new Set() };
  const server = net.createServer({ noDelay: true }, (socket) => new SinkConnection(socket, state).start());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    get accepted() {
      return tally.accepted;
    },
    get connections() {
      return tally.connections;
    },
    get openNow() {
      return state.open.size;
    },
    counts: tally.counts,
    messages: tally.messages,
    commands: tally.commands,
    pause: () => {
      for (const socket of state.open) socket.pause();
    },
    resume: () => {
      for (const socket of state.open) socket.resume();
    },
    say: (line) => {
      for (const socket of state.open) socket.write(`${line}\r\n`);
    },
    close: () =>
      new Promise((resolve) => {
        // Closing twice is what a test that ends its server in the middle does.
        if (!server.listening) return resolve();
        server.close(() => {
          if (log !== null) fs.closeSync(log);
          resolve();
        });
        for (const socket of state.open) socket.destroy();
      }),
  };
}

class SinkConnection {
  #socket: net.Socket;
  #state: State;
  #number: number;
  #rest: Buffer = Buffer.alloc(0);
  #chunks: Buffer[] | null = null;
  #from = '';
  #to: string[] = [];
  #message = 0;
  #stalled = false;
  #login: 'user' | 'pass' | null = null;
  #out: string[] = [];

  constructor(socket: net.Socket, state: State) {
    this.#socket = socket;
    this.#state = state;
    state.sink.connections += 1;
    this.#number = state.sink.connections;
    state.open.add(socket);
  }

  start(): void {
    const socket = this.#socket;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#state.open.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      if (!this.#stalled) this.#take(chunk);
    });
    this.#answer('connect', '220 sink.test ESMTP');
    this.#flush();
  }

  #take(chunk: Buffer): void {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (this.#rest.length > 0 && !this.#stalled) {
      if (!(this.#chunks ? this.#takeBody(this.#chunks) : this.#takeLine())) break;
    }
    this.#flush();
  }

  #takeLine(): boolean {
    const end = this.#rest.indexOf('\r\n');
    if (end === -1) return false;
    const line = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(end + 2);
    this.#command(line);
    return true;
  }

  /** The last four octets are held back while looking for the end, which may be split between two chunks. */
  #takeBody(chunks: Buffer[]): boolean {
    const whole = this.#rest;
    // An empty message is a lone dot right after the 354.
    const empty = chunks.length === 0 && whole.length >= 3 && whole.indexOf('.\r\n') === 0;
    const end = empty ? 0 : whole.indexOf(END);
    if (end === -1) {
      if (chunks.length === 0 && whole.length < 5) return false;
      const keep = Math.min(4, whole.length);
      if (whole.length > keep) chunks.push(whole.subarray(0, whole.length - keep));
      this.#rest = whole.subarray(whole.length - keep);
      return false;
    }
    if (!empty) chunks.push(whole.subarray(0, end + 2));
    this.#rest = whole.subarray(empty ? 3 : end + 5);
    this.#chunks = null;
    this.#finish(chunks);
    return true;
  }

  #finish(chunks: Buffer[]): void {
    const action = this.#answer('dot', '250 2.0.0 taken');
    const good = action === undefined || /^2/.test(action.answer ?? (action.dripMs ? '2' : ''));
    if (action?.record ?? good) this.#record(chunks);
    this.#from = '';
    this.#to = [];
  }

  #command(line: string): void {
    const { sink, options } = this.#state;
    if (options.remember !== false) sink.commands.push(line);
    if (this.#login) {
      this.#login = this.#login === 'user' ? 'pass' : null;
      this.#answer('auth', this.#login ? '334 UGFzc3dvcmQ6' : '235 2.7.0 welcome', line);
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    switch (verb) {
      case 'EHLO':
        this.#answer('ehlo', ['sink.test', ...(options.extensions ?? EXTENSIONS)].map(ehloLine).join('\r\n'), line);
        return;
      case 'HELO':
        this.#answer('ehlo', '250 sink.test', line);
        return;
      case 'MAIL':
        sink.begun += 1;
        this.#message = sink.begun;
        this.#from = address(line);
        this.#answer('mail', '250 2.1.0 ok', line, this.#from);
        return;
      case 'RCPT': {
        const to = address(line);
        const action = this.#answer('rcpt', '250 2.1.5 ok', line, to);
        if (action === undefined || /^2/.test(action.answer ?? '2')) this.#to.push(to);
        return;
      }
      case 'DATA': {
        const action = this.#answer('data', '354 go on', line);
        if (action === undefined || /^3/.test(action.answer ?? '3')) {
          this.#chunks = [];
          this.#act('body');
        }
        return;
      }
      case 'RSET':
        this.#from = '';
        this.#to = [];
        this.#answer('rset', '250 2.0.0 ok', line);
        return;
      case 'STAR':
        this.#answer('starttls', '454 4.7.0 no TLS here', line);
        return;
      case 'AUTH':
        if (/^AUTH LOGIN$/i.test(line)) this.#login = 'user';
        this.#answer('auth', this.#login ? '334 VXNlcm5hbWU6' : '235 2.7.0 welcome', line);
        return;
      case 'QUIT':
        if (!this.#answer('quit', '221 2.0.0 bye', line)) this.#close();
        return;
      default:
        this.#out.push('250 2.0.0 ok\r\n');
    }
  }

  #behaviour(phase: SinkPhase, line: string, who: string): SinkAction | undefined {
    const at = who || (this.#to.at(-1) ?? '');
    return this.#state.options.behave?.({ phase, connection: this.#number, message: this.#message, address: at, line });
  }

  /** At `body` there is no good answer to replace: only what the behaviour asks for is done. */
  #act(phase: SinkPhase): void {
    const action = this.#behaviour(phase, '', '');
    if (action) this.#perform(action, null);
  }

  #answer(phase: SinkPhase, good: string, line = '', who = ''): SinkAction | undefined {
    const action = this.#behaviour(phase, line, who);
    if (action) this.#perform(action, good);
    else this.#out.push(good, '\r\n');
    return action;
  }

  #perform(action: SinkAction, good: string | null): void {
    const said = action.answer ?? (action.dripMs ? good : null);
    const text = said === null ? '' : `${said.replace(/\r?\n/g, '\r\n')}\r\n`;
    if (action.dripMs) this.#drip(text, action.dripMs, action.close === true);
    else {
      this.#out.push(text);
      if (action.close) this.#close();
    }
    if (action.stall) this.#stalled = true;
  }

  #drip(text: string, everyMs: number, close: boolean): void {
    this.#flush();
    let at = 0;
    const timer = setInterval(() => {
      if (this.#socket.destroyed || at >= text.length) {
        clearInterval(timer);
        if (close) this.#socket.end();
      } else this.#socket.write(text.charAt(at++));
    }, everyMs);
  }

  #close(): void {
    this.#flush();
    this.#stalled = true;
    this.#socket.end(() => this.#socket.destroy());
  }

  #flush(): void {
    if (this.#out.length === 0 || this.#socket.destroyed) return;
    this.#socket.write(this.#out.join(''));
    this.#out = [];
  }

  #record(chunks: Buffer[]): void {
    const { sink, options } = this.#state;
    const messageId = findMessageId(chunks);
    sink.accepted += this.#to.length;
    if (sink.log !== null) fs.writeSync(sink.log, this.#to.map((to) => `${messageId}\t${to}\n`).join(''));
    if (options.remember === false) return;
    for (const to of this.#to) {
      const key = `${messageId}\t${to}`;
      sink.counts.set(key, (sink.counts.get(key) ?? 0) + 1);
    }
    const bytes = options.keepBytes ? unstuff(Buffer.concat(chunks)) : null;
    sink.messages.push({ messageId, from: this.#from, to: this.#to, bytes });
  }
}

function ehloLine(line: string, at: number, lines: string[]): string {
  return `250${at === lines.length - 1 ? ' ' : '-'}${line}`;
}

function address(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

/** Reads the header's first chunk, and the next ones only when it is not there: a bench passes here once a message. */
function findMessageId(chunks: Buffer[]): string {
  const first = chunks[0];
  if (!first) return '';
  const found = messageIdIn(first.toString('latin1', 0, 8192));
  if (found !== '' || chunks.length === 1) return found;
  return messageIdIn(Buffer.concat(chunks).toString('latin1', 0, 65_536));
}

function messageIdIn(head: string): string {
  const end = head.indexOf('\r\n\r\n');
  const header = end === -1 ? head : head.slice(0, end);
  return /^message-id:\s*(\S+)\s*$/im.exec(header)?.[1] ?? '';
}

function unstuff(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/(^|\r\n)\./g, '$1'), 'latin1');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, log: { type: 'string' } } });
  const sink = await startSink({
    port: Number(values.port),
    remember: false,
    ...(values.log ? { log: values.log } : {}),
  });
  process.stdout.write(`${JSON.stringify({ port: sink.port })}\n`);
  const stop = () => void sink.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}
