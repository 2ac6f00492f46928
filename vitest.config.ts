import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // `server-only` throws outside a server bundle; tests are the server here.
    alias: { 'server-only': new URL('./launch/empty-module.ts', import.meta.url).pathname },
  },
  test: {
    include: ['lib/**/*.test.ts', 'launch/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // What fails on purpose would fill the output with its log lines.
    env: { LOG_LEVEL: 'silent' },
  },
});
