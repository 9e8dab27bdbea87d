import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'app',
  'components',
  'server',
  'shared',
  'i18n',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'package-lock.json',
  'tsconfig.json',
];

function newest(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  let latest = 0;
  for (const name of readdirSync(path)) {
    if (name === 'node_modules' || name === 'generated' || name.includes('.test.')) continue;
    latest = Math.max(latest, newest(join(path, name)));
  }
  return latest;
}

/** Whether `made` is missing or older than any of the sources. */
export function isStale(made: string, sources: string[]): boolean {
  if (!existsSync(made)) return true;
  const at = statSync(made).mtimeMs;
  return sources.some((source) => existsSync(source) && newest(source) > at);
}

/** Generates the database client when the schema is newer. Its engine is not needed for that: any file stands in. */
export function ensureClient(): void {
  if (!isStale(join('server', 'db', 'generated', 'client.ts'), [join('prisma', 'schema')])) return;
  execFileSync(process.execPath, [join('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
}

/** Builds the web application when its sources are newer than the build. */
export function ensureBuild(): boolean {
  if (!isStale(join('.next', 'BUILD_ID'), SOURCES)) return false;
  execFileSync(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  return true;
}
