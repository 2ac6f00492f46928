import { defineConfig } from '@playwright/test';

/** Started by `npm test`, which has the cloud, the portal and the reconciler running (BASE_URL). */
export default defineConfig({
  testDir: 'specs',
  outputDir: '../.data/test/browser',
  // For what hangs alone: no test says how long a thing takes (`npm run bench` does), and the machine is full.
  timeout: 15 * 60_000,
  expect: { timeout: 60_000 },
  // Files run two at a time: much of them is waiting, for the cloud or for nodes to boot or not to. With three, the nodes of
  // real clusters wait for a processor, and all take longer.
  workers: 2,
  projects: [
    { name: 'portal', testIgnore: /real-/ },
    { name: 'real', testMatch: /real-/ },
  ],
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    viewport: { width: 1280, height: 900 },
    // The browser shares two cores with the cloud.
    contextOptions: { reducedMotion: 'reduce' },
    // A button that cannot be pressed fails its step, not its test after ten minutes.
    actionTimeout: 60_000,
    // A trace would take pictures of all tests all the time, for the few that fail.
    screenshot: 'only-on-failure',
    launchOptions: {
      // Chromium without what only a window needs.
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      // A root user (as in CI) cannot use Chromium's sandbox; the rest keeps it from calling home.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
