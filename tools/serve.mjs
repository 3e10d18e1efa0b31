/**
 * Serves the built site, until it is stopped. Unlike `astro preview`, any number of times at once, and
 * whatever becomes of the folder meanwhile.
 *
 * usage: npm start -- [--port 4321] [--host localhost] [--folder dist]
 *   --port    0 for any free one; the next free one where it is taken
 *   --host    name or address to listen at
 *   --folder  of the built site, relative to the project
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from './lib/serve.mjs';
import { siteBase } from './lib/site-base.mjs';
import { root } from './lib/steps.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4321' },
    host: { type: 'string', default: 'localhost' },
    folder: { type: 'string', default: 'dist' },
  },
});

const { url } = await serve(resolve(root, values.folder), {
  base: siteBase(),
  isolated: true,
  host: values.host,
  port: Number(values.port),
  onTaken: (port) => console.log(`port ${port} is taken: trying the next`),
});
console.log(`the site is at ${url} (Ctrl+C stops)`);

// Whoever started this may be killed without a word: no server is left behind with its port.
const starter = process.ppid;
setInterval(() => {
  if (process.ppid !== starter) process.exit();
}, 1000);
