import { SMTPServer } from 'smtp-server';

/** Where the demo's past campaigns went: takes everything and keeps nothing; refuses a few addresses as real servers do. */
export async function startDemoMailServer(
  options: { delayMs?: number } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const refuse = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const sum = [...address].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9_973, 7);
      if (sum % 97 === 3) return callback(refuse('5.1.1 No such user here', 550));
      if (sum % 331 === 5) return callback(refuse('5.7.1 Message refused by local policy', 554));
      callback();
    },
    onData(stream, _session, callback) {
      stream.resume();
      stream.on('end', () => setTimeout(callback, options.delayMs ?? 0));
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo mail server has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
