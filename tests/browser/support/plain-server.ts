/** A static file server such as the simplest host has: right types, no headers of the site's own. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface PlainServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * @param folder what it serves
 * @param before awaited before a request is answered: delays it, or refuses it by returning a status
 */
export async function servePlainly(
  folder: string,
  before: (path: string) => Promise<number | undefined> = () => Promise.resolve(undefined),
): Promise<PlainServer> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    void before(path)
      .then(async (status) => {
        if (status) return response.writeHead(status).end();
        const body = await readFile(file);
        const type = types[extname(file)] ?? 'application/octet-stream';
        return response.writeHead(200, { 'Content-Type': type }).end(body);
      })
      .catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: originOf(server), close: () => closed(server) };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
