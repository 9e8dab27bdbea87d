import net from 'node:net';
import tls from 'node:tls';
import { LinkError, type LinkFailure } from './outcome.ts';
import { type Reply, ReplyReader } from './reply.ts';

/** Where and how to open a socket. `secure` is TLS from the first octet. */
export interface LinkTarget {
  host: string;
  port: number;
  secure: boolean;
  verify: boolean;
  ca?: string | undefined;
  localAddress?: string | undefined;
}

/**
 * A socket that exchanges whole SMTP replies. It knows no command: it writes octets, hands out replies in order, keeps
 * one deadline, and remembers the first thing that went wrong. Replies nobody waited for stay queued, which is what
 * pipelining will read from.
 */
export class Link {
  #socket: net.Socket;
  #reader = new ReplyReader();
  #replies: Reply[] = [];
  #waiting: { resolve: (reply: Reply) => void; reject: (error: LinkError) => void } | null = null;
  #flushing: { resolve: () => void; reject: (error: LinkError) => void } | null = null;
  #error: LinkError | null = null;
  #timer: NodeJS.Timeout | null = null;
  #timerAt = 0;
  #deadline = 0;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Opens the socket. Throws LinkError `dns`, `unreachable`, `tls`, `timeout` or `aborted`; leaks nothing then. */
  static open(target: LinkTarget, timeoutMs: number, signal?: AbortSignal): Promise<Link> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new LinkError('aborted', 'aborted before connecting'));
        return;
      }
      const socket = target.secure ? tls.connect(tlsOptions(target)) : net.connect(tcpOptions(target));
      const timer = setTimeout(() => fail(new LinkError('timeout', 'connecting took too long')), timeoutMs);
      const onAbort = () => fail(new LinkError('aborted', 'aborted while connecting'));
      const onError = (error: Error) => fail(linkError(error, target.secure ? 'tls' : 'unreachable'));
      const onClose = () => fail(new LinkError(target.secure ? 'tls' : 'closed', 'closed while connecting'));
      const ready = target.secure ? 'secureConnect' : 'connect';
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        socket.off('error', onError).off('close', onClose).off(ready, onReady);
      };
      const fail = (error: LinkError) => {
        settle();
        // A late error on a destroyed socket must find a listener.
        socket.on('error', () => {});
        socket.destroy();
        reject(error);
      };
      const onReady = () => {
        settle();
        resolve(new Link(socket));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      socket.once('error', onError).once('close', onClose).once(ready, onReady);
    });
  }

  /** The first failure, or null while the link is usable. */
  get error(): LinkError | null {
    return this.#error;
  }

  get encrypted(): boolean {
    return this.#socket instanceof tls.TLSSocket;
  }

  get localAddress(): string | undefined {
    return this.#socket.localAddress;
  }

  /** True when the server has spoken, or begun to, without being asked. */
  get spoken(): boolean {
    return this.#replies.length > 0 || this.#reader.partial;
  }

  /** Writes the parts in one go. A dead link throws; a write that fails later surfaces in `read` or `flush`. */
  write(...parts: (string | Uint8Array)[]): void {
    if (this.#error) throw this.#error;
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
  }

  /** Waits until the socket took what was written, or a reply came early. A reply is left for `read`. */
  flush(timeoutMs: number): Promise<void> {
    if (this.#error) return Promise.reject(this.#error);
    if (!this.#socket.writableNeedDrain || this.#replies.length > 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#flushing = { resolve, reject };
      this.#arm(timeoutMs);
    });
  }

  /** The next reply; one that arrived before the link died is still handed out. Throws the link's LinkError. */
  read(timeoutMs: number): Promise<Reply> {
    const queued = this.#replies.shift();
    if (queued) return Promise.resolve(queued);
    if (this.#error) return Promise.reject(this.#error);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#arm(timeoutMs);
    });
  }

  /** Turns the plain socket into TLS. Octets the server sent before the handshake are refused (CVE-2011-0411). */
  async upgrade(target: LinkTarget, timeoutMs: number): Promise<void> {
    if (this.spoken) this.drop(new LinkError('protocol', 'plain text after the answer to STARTTLS'));
    if (this.#error) throw this.#error;
    const plain = this.#socket;
    plain.removeAllListeners('data');
    const secure = tls.connect({ ...tlsOptions(target), socket: plain });
    this.#socket = secure;
    this.#listen('tls');
    await new Promise<void>((resolve, reject) => {
      this.#flushing = { resolve, reject };
      this.#arm(timeoutMs);
      secure.once('secureConnect', () => this.#flushed());
    });
  }

  /** Ends the link at once. Whoever waits gets `error`. */
  drop(error: LinkError = new LinkError('closed', 'closed by us')): void {
    this.#fail(error);
  }

  #listen(failure: LinkFailure = 'closed'): void {
    const socket = this.#socket;
    let kind = failure;
    socket.setNoDelay(true);
    // After STARTTLS the plain socket goes on reporting what the one above it reports too.
    const ours = () => this.#socket === socket;
    socket.on('data', (chunk: Buffer) => {
      this.#data(chunk);
    });
    socket.on('secureConnect', () => {
      kind = 'closed';
    });
    socket.on('drain', () => ours() && this.#flushed());
    socket.on('error', (error) => ours() && this.#fail(linkError(error, kind)));
    socket.on('end', () => ours() && this.#fail(new LinkError(kind, 'the server closed the connection')));
    socket.on('close', () => ours() && this.#fail(new LinkError(kind, 'the connection was closed')));
  }

  #data(chunk: Buffer): void {
    // What comes after the link was given up belongs to nobody.
    if (this.#error) return;
    let replies: Reply[];
    try {
      replies = this.#reader.push(chunk);
    } catch (error) {
      this.#fail(error instanceof LinkError ? error : new LinkError('protocol', String(error)));
      return;
    }
    for (const reply of replies) {
      const waiting = this.#waiting;
      if (waiting) {
        this.#waiting = null;
        waiting.resolve(reply);
      } else this.#replies.push(reply);
    }
    // A server that talks unasked without end must not fill the memory.
    if (this.#replies.length > 256) this.#fail(new LinkError('protocol', 'replies without commands'));
    else if (this.#flushing && this.#replies.length > 0) this.#flushed();
  }

  #flushed(): void {
    const flushing = this.#flushing;
    this.#flushing = null;
    flushing?.resolve();
  }

  #fail(error: LinkError): void {
    if (this.#error) return;
    this.#error = error;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#socket.destroy();
    const waiting = this.#waiting;
    const flushing = this.#flushing;
    this.#waiting = null;
    this.#flushing = null;
    waiting?.reject(error);
    flushing?.reject(error);
  }

  /** One lazy timer: it is only moved when the new deadline is nearer than its own, so a fast dialogue touches none. */
  #arm(timeoutMs: number): void {
    const now = performance.now();
    this.#deadline = now + timeoutMs;
    if (this.#timer && this.#timerAt <= this.#deadline) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timerAt = this.#deadline;
    this.#timer = setTimeout(() => this.#tick(), timeoutMs);
    // The socket keeps the process alive; a timer left behind by an idle link must not.
    this.#timer.unref();
  }

  #tick(): void {
    this.#timer = null;
    if (!this.#waiting && !this.#flushing) return;
    const left = this.#deadline - performance.now();
    if (left <= 0) {
      this.#fail(new LinkError('timeout', 'the server did not answer in time'));
      return;
    }
    this.#timerAt = this.#deadline;
    this.#timer = setTimeout(() => this.#tick(), Math.ceil(left));
    this.#timer.unref();
  }
}

function tcpOptions(target: LinkTarget): net.NetConnectOpts {
  const { host, port, localAddress } = target;
  return localAddress ? { host, port, localAddress } : { host, port };
}

function tlsOptions(target: LinkTarget): tls.ConnectionOptions {
  const named = net.isIP(target.host) === 0 ? { servername: target.host } : {};
  const ca = target.ca ? { ca: target.ca } : {};
  return { ...tcpOptions(target), ...named, ...ca, host: target.host, rejectUnauthorized: target.verify };
}

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'ENODATA']);
const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN']);

function linkError(error: Error, otherwise: LinkFailure): LinkError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (DNS.has(code)) return new LinkError('dns', code);
  if (UNREACHABLE.has(code)) return new LinkError('unreachable', code);
  if (code === 'ETIMEDOUT') return new LinkError('timeout', code);
  return new LinkError(otherwise, code || error.message);
}
