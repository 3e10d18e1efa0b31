/**
 * Playwright's test, which fails when a page complains, violates its content security policy, or asks
 * another host for something.
 */
import { expect, test as base, type Page } from '@playwright/test';

/** Every warning, error and request to another host of a page from now on, as lines. */
function listenForTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    const isPlaywrights = message.text().includes('blocked by Playwright');
    if ((message.type() === 'warning' && !isPlaywrights) || message.type() === 'error') {
      trouble.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page aborts what it still asks for.
    if (reason !== 'net::ERR_ABORTED') trouble.push(`failed: ${request.url()} (${reason})`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(hostname)) {
      trouble.push(`another host: ${request.url()}`);
    }
  });
  return trouble;
}

/** Every violation of a content security policy, in pages, their frames and workers. */
async function listenForViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  const mark = 'content security policy: ';
  page.on('console', (message) => {
    const text = message.text();
    const isReport = text.startsWith(mark) || /violates the following .*Security Policy/.test(text);
    if (isReport) violations.push(text);
  });
  await page.addInitScript((prefix) => {
    window.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile }) => {
        console.error(`${prefix}${violatedDirective} ${blockedURI} (${sourceFile})`);
      },
    );
  }, mark);
  return violations;
}

export const test = base.extend<{ trouble: string[]; violations: string[] }>({
  // Apart from the trouble, which some tests expect and take away.
  violations: [
    async ({ page }, use) => {
      const violations = await listenForViolations(page);
      await use(violations);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],
  trouble: [
    async ({ page }, use) => {
      const trouble = listenForTrouble(page);
      await use(trouble);
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
