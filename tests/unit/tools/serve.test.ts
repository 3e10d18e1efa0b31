import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serve } from '../../../tools/lib/serve.mjs';
import { copyTools } from './copied-tools';

type Options = NonNullable<Parameters<typeof serve>[1]>;

async function setUp(options: Options & Record<string, unknown> = {}) {
  const { root, write } = copyTools();
  write('site/index.html', 'cover');
  write('site/code/index.html', 'code');
  write('site/404.html', 'missing');
  write('site/_astro/a.js', 'run()');
  const folder = join(root, 'site');
  const server = await serve(folder, options);
  onTestFinished(server.stop);
  const get = async (path: string) => {
    const response = await fetch(new URL(path, server.url), { redirect: 'manual' });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { folder, url: server.url, get };
}

/** A server of someone else's; its port. */
async function occupy(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('the server', () => {
  it('gives every file its type, and folders their index', async () => {
    const { get } = await setUp();
    expect(await get('')).toMatchObject({ status: 200, body: 'cover' });
    expect(await get('code/?x=1')).toMatchObject({ status: 200, body: 'code' });
    const script = await get('_astro/a.js');
    expect(script.headers.get('content-type')).toBe('text/javascript');
    // Programs are fetched and then imported, which is one download for a browser that keeps them.
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it('sends texts compressed where it is asked to', async () => {
    const { get } = await setUp({ compressed: true });
    const { headers, body } = await get('code/');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(body).toBe('code');
  });

  it('answers what is not there by the site’s own page', async () => {
    const { get } = await setUp();
    const { status, headers, body } = await get('no/such/page/');
    expect([status, body]).toEqual([404, 'missing']);
    expect(headers.get('content-type')).toMatch('text/html');
    expect(await get('%')).toMatchObject({ status: 400 });
  });

  it('leads to the page where the slash at the end is missing', async () => {
    const { get } = await setUp();
    const { status, headers } = await get('code');
    expect([status, headers.get('location')]).toEqual([302, '/code/']);
  });

  it('serves the site below its base, and leads there from the root', async () => {
    const { url, get } = await setUp({ base: '/gan/' });
    expect(url).toMatch(/:\d+\/gan\/$/);
    expect(await get('code/')).toMatchObject({ status: 200, body: 'code' });
    expect(await get('/code/')).toMatchObject({ status: 404 });
    expect((await get('/')).headers.get('location')).toBe('/gan/');
  });

  it.each([
    [true, 'same-origin'],
    [false, null],
  ])('isolates pages only when asked to (%s)', async (isolated, header) => {
    const { get } = await setUp({ isolated });
    expect((await get('')).headers.get('cross-origin-opener-policy')).toBe(header);
  });

  it('goes on serving what was there when it started', async () => {
    const { folder, get } = await setUp();
    rmSync(folder, { recursive: true });
    expect(await get('code/')).toMatchObject({ status: 200, body: 'code' });
  });

  it('waits for what comes before an answer, which may refuse it', async () => {
    const before = vi.fn((path: string) => Promise.resolve(path === '/code/' ? 500 : undefined));
    const { get } = await setUp({ before });
    expect(await get('code/')).toMatchObject({ status: 500 });
    expect(await get('')).toMatchObject({ status: 200 });
  });
});

describe('the port', () => {
  it('is a free one when none is named: many servers at a time do not meet', async () => {
    const servers = await Promise.all(Array.from({ length: 5 }, () => setUp()));
    expect(new Set(servers.map(({ url }) => url)).size).toBe(5);
  });

  it('is the next free one when the named one is taken, which is told', async () => {
    const taken = await occupy();
    const onTaken = vi.fn();
    const { url, get } = await setUp({ port: taken, onTaken });
    expect(onTaken).toHaveBeenCalledWith(taken);
    expect(Number(new URL(url).port)).toBeGreaterThan(taken);
    expect(await get('')).toMatchObject({ status: 200 });
  });
});
