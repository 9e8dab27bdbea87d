import { defineConfig } from 'vitest/config';

const exclude = ['node_modules/**', '.next/**', 'e2e/**'];
const env = { POSTINO_SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`, LOG_LEVEL: 'silent' };
/** A test that hangs ends after this, on a slow machine too; none waits for it to pass. */
const patience = 120_000;
/** Files share a process: loading the modules costs more than most. */
const shared = {
  maxWorkers: 2,
  isolate: false,
  testTimeout: patience,
  hookTimeout: patience,
  expect: { poll: { timeout: patience / 2, interval: 25 } },
  env,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, '**/*.db.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['tests/global-setup.ts'],
        },
      },
    ],
  },
});
