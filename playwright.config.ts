import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 4310);
const baseURL = `http://127.0.0.1:${port}`;
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'postino-e2e-'));

/** The whole installation as `npm start` runs it, on a data folder of its own, in Debian's Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: 'shots/**',
  outputDir: 'test-results',
  fullyParallel: false,
  // Two files at a time, each with people of its own: one active session a person is the rule.
  workers: 2,
  timeout: 120_000,
  // Nothing here claims a time: a busy machine is waited for.
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI === 'true',
  use: {
    baseURL,
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    viewport: { width: 1440, height: 900 },
    // Recording slows every step down: `npx playwright test --trace on NAME` when one fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    cwd: import.meta.dirname,
    command: 'node_modules/.bin/node --disable-warning=ExperimentalWarning scripts/up.ts',
    url: `${baseURL}/readyz`,
    timeout: 240_000,
    // While tests are written: `PORT=4310 POSTINO_DATA=… npm start` beside them, E2E_DATA naming the same folder and E2E_PORT the port.
    reuseExistingServer: process.env.E2E_REUSE === '1',
    gracefulShutdown: { signal: 'SIGINT', timeout: 20_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: { PORT: String(port), POSTINO_DATA: process.env.E2E_DATA, LOG_LEVEL: 'error' },
  },
});
