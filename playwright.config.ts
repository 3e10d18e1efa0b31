import { defineConfig } from '@playwright/test';
import { launchOptions } from './tools/lib/launch-options.mjs';

const args = ['--disable-gpu', '--disable-background-networking'];
const isLinux = process.platform === 'linux';
// No shell stands between, so that the server notices when this program is killed.
const exec = process.platform === 'win32' ? '' : 'exec ';

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: '.cache/test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // Two, since a training worker computes on two threads of its own.
  workers: 2,
  timeout: 120_000,
  // On a shared machine a training may starve a page for seconds. What passes only again is listed as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    // The server says where it is, since it takes a free port. With a trailing slash: the tests'
    // addresses are relative, so that they hold under any base.
    baseURL: process.env['SITE_URL'],
    locale: 'ja-JP',
    // Tests that change what the server answers could not; those of the service worker allow it.
    serviceWorkers: 'block',
    launchOptions: launchOptions({ args }),
  },
  projects: [
    { name: 'site' },
    // A phone that has no font for Japanese: what depends on the width and height of text.
    ...(isLinux ? [noJapaneseFont()] : []),
  ],
  webServer: {
    command: `${exec}node tools/serve.mjs --host 127.0.0.1 --port 0`,
    wait: { stdout: /(?<site_url>http:\S+)\s/ },
  },
});

function noJapaneseFont() {
  return {
    name: 'no-japanese-font',
    testMatch: ['accessibility.test.ts', 'layout.test.ts'],
    grepInvert: /dark theme/,
    use: {
      viewport: { width: 390, height: 844 },
      launchOptions: launchOptions({ fonts: 'no-japanese', args }),
    },
  };
}
