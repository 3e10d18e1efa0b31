import { defineConfig } from '@playwright/test';
import { siteBase } from './tests/browser/support/site';

const port = Number(process.env['SITE_PORT'] ?? 4321);
const executablePath = process.env['CHROMIUM_PATH'];
// With a trailing slash: the tests' addresses are relative, so that they hold under any base.
const baseURL = `http://127.0.0.1:${port}${siteBase}`;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: '.cache/test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // Two, since a training worker computes on two threads of its own.
  workers: 2,
  timeout: 120_000,
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'ja-JP',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `astro preview --host 127.0.0.1 --port ${port}`,
    url: baseURL,
    reuseExistingServer: !process.env['CI'],
  },
});
