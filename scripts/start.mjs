// `npm start`, `npm run dev`: runs on any Node from 20 on. Installs what is missing, then hands over to scripts/up.ts on
// the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Postino needs Node 20 or newer to start; this is ${process.version}. Install it from https://nodejs.org.`,
  );
  process.exit(1);
}

const installed = join('node_modules', '.package-lock.json');
const pinned = join('node_modules', '.bin', 'node');
const stale = () =>
  !existsSync(installed) || !existsSync(pinned) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs;
if (stale()) {
  console.log('Installing dependencies …');
  // Not `npm ci`: it refuses a lock file that lacks other platforms' optional packages, which a mirror may not carry.
  // `--no-save` installs what the lock file says and leaves it as it is.
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  });
  if (result.status !== 0) {
    console.error('Installing failed; the lines above say why. Nothing was started.');
    process.exit(result.status ?? 1);
  }
}

const child = spawn(
  pinned,
  ['--disable-warning=ExperimentalWarning', join('scripts', 'up.ts'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
// A Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on. Ending is the child's decision.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
