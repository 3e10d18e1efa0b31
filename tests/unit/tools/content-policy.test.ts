import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPolicy } from '../../../tools/lib/content-policy.mjs';
import { headersOf, readRules } from '../../../tools/lib/host-headers.mjs';
import { workerPolicy } from '../../../src/lib/offline/headers';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = `<!doctype html><head><meta charset="utf-8"><script>a('<b>')</script>
<script type="module" src="/x.js"></script><script type="application/json">{"no":1}</script></head>
<x-cell><template shadowrootmode="open"><style>p { color: red }</style></template></x-cell>`;

describe('the policy of a page', () => {
  const policy = /content="(default-src[^"]+)"/.exec(withPolicy(page))?.[1] ?? '';

  it('names its own scripts and styles by hash, within shadow roots too, and no data', () => {
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash("a('<b>')")};`);
    expect(policy).toContain(`style-src 'self' ${hash('p { color: red }')};`);
    expect(policy).not.toMatch(/'unsafe-eval'|script-src[^;]*unsafe-inline/);
  });

  it('stands before all that it governs, and leaves a policy that a page has', () => {
    const made = withPolicy(page);
    expect(made.indexOf('content-security-policy')).toBeLessThan(made.indexOf('<script'));
    expect(withPolicy(made)).toBe(made);
  });
});

describe('the headers of hosts', () => {
  const rules = readRules(
    readFileSync(join(import.meta.dirname, '../../../public/_headers'), 'utf8'),
  );

  it('isolate every page, and keep it out of other sites’ frames', () => {
    expect(headersOf(rules, '/code/')).toEqual({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Content-Security-Policy': "frame-ancestors 'self'",
    });
  });

  it('give workers the policy that the service worker gives them elsewhere', () => {
    const headers = headersOf(rules, '/_astro/compute.worker-1.js');
    expect(headers['Content-Security-Policy']).toBe(`frame-ancestors 'self', ${workerPolicy}`);
    expect(headers['Cache-Control']).toContain('immutable');
  });
});
