// `npm test`: installs what only tests need, then lint, types, boundaries, unit, database, build, end-to-end.
// The last line is `N passed, N failed`. Stages go on after a failure, so that one run says everything.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const only = process.argv.slice(2);
const wants = (stage) => only.length === 0 || only.includes(stage);
const bin = (name) => join('node_modules', '.bin', name);
const env = { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', NEXT_TELEMETRY_DISABLED: '1' };
delete env.DATABASE_URL;
delete env.NODE_ENV;
let passed = 0;
let failed = 0;
/** What failed and with which sentence: told again at the end, where who reads only that finds it. */
const failures = [];

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(0);

function say(stage, since, good, bad) {
  passed += good;
  failed += bad;
  console.log(`\n■ ${stage}: ${good} passed, ${bad} failed, ${seconds(since)} s\n`);
}

/** A check that either holds or does not counts as one test. */
function check(stage, command, args) {
  if (!wants(stage) && !(stage === 'build' && wants('e2e'))) return true;
  const since = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) failures.push(`${stage}: ${args.join(' ')}`);
  say(stage, since, status === 0 ? 1 : 0, status === 0 ? 0 : 1);
  return status === 0;
}

/** Debian packages that only tests need; their services must not start by themselves. */
function installPackages() {
  const needed = { chromium: '/usr/bin/chromium' };
  const missing = Object.keys(needed).filter((name) => !existsSync(needed[name]));
  if (missing.length === 0) return;
  console.log(`Installing for the tests: ${missing.join(', ')}`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  const policy = '/usr/sbin/policy-rc.d';
  const guard = sudo.length === 0 && !existsSync(policy);
  if (guard) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    execFileSync(command, rest, { stdio: 'ignore', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...missing, 'fonts-liberation');
  } catch (error) {
    console.error(
      `Could not install ${missing.join(', ')} (${error.message}). Install them by hand and run npm test again.`,
    );
    process.exit(1);
  } finally {
    if (guard) rmSync(policy, { force: true });
  }
}

function vitest(stage, project) {
  if (!wants(stage)) return;
  const since = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'postino-report-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(bin('vitest'), ['run', '--project', project, ...reporters], { stdio: 'inherit', env });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  const bad = report
    ? report.numFailedTests +
      report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length
    : 1;
  for (const one of report?.testResults ?? []) {
    if (one.status === 'failed' && one.assertionResults.length === 0) failures.push(`${one.name}: ${one.message}`);
    for (const test of one.assertionResults.filter(({ status: state }) => state === 'failed')) {
      failures.push(`${one.name}: ${test.fullName}: ${test.failureMessages.join(' ')}`);
    }
  }
  say(stage, since, report?.numPassedTests ?? 0, status === 0 ? bad : Math.max(1, bad));
}

function playwright() {
  if (!wants('e2e')) return;
  const since = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'postino-report-'));
  const file = join(folder, 'report.json');
  const { status } = spawnSync(bin('playwright'), ['test', '--reporter=list,json'], {
    stdio: 'inherit',
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const stats = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).stats : undefined;
  rmSync(folder, { recursive: true, force: true });
  const bad = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  say('e2e', since, stats?.expected ?? 0, status === 0 ? bad : Math.max(1, bad));
}

const installing = Date.now();
if (!existsSync(join('node_modules', '.package-lock.json'))) {
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
}
if (wants('e2e')) installPackages();
console.log(`Installs: ${seconds(installing)} s`);

const started = Date.now();
execFileSync(bin('node'), [join('scripts', 'generate.ts')], { stdio: 'inherit', env });
check('lint', bin('biome'), ['check', '--error-on-warnings']);
check('unused', bin('knip'), []);
check('types', bin('tsc'), ['--noEmit', '-p', '.']);
check('boundaries', bin('node'), [join('scripts', 'boundaries.mjs')]);
vitest('unit', 'unit');
vitest('database', 'database');
if (wants('e2e')) check('build', bin('node'), [join('scripts', 'build.ts')]);
playwright();

for (const failure of failures) console.log(`Failed: ${failure.replaceAll(`${root}/`, '').slice(0, 600)}`);
console.log(`Tests: ${seconds(started)} s after the installs`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
