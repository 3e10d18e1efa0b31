import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/**
 * Collect every script that a page loads from now on, those of its workers too.
 *
 * @returns what tells the gzipped size of each in bytes, once the page has come to rest
 */
export function collectScripts(page: Page): () => Promise<number[]> {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const isScript = /javascript|wasm/.test(response.headers()['content-type'] ?? '');
    if (isScript) scripts.push(response.body());
  });
  return async () => (await Promise.all(scripts)).map((body) => gzipSync(body).length);
}
