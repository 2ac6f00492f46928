import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // `server-only` throws outside a server bundle; tests are the server here.
    alias: { 'server-only': new URL('./launch/empty-module.ts', import.meta.url).pathname },
  },
  test: {
    include: ['lib/**/*.test.ts', 'launch/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
    environment: 'node',
    // For what hangs alone: those with a cloud share two cores with it and with the browser's tests.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
    // What fails on purpose would fill the output with its log lines.
    env: { LOG_LEVEL: 'silent' },
  },
});
