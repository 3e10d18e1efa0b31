import { expect, it } from 'vitest';
import { brokenLinks } from '../../../tools/lib/links.mjs';
import { copyTools } from './copied-tools';

const page = (body: string) => `<!doctype html><html><body>${body}</body></html>`;

it('links within a site are followed to their pages and anchors, those to other hosts are not', async () => {
  const { root, write } = copyTools();
  write(
    'site/index.html',
    page('<a href="/a/#here">a</a> <a href="/gone/">b</a> <a href="https://example.org/x">c</a>'),
  );
  write('site/a/index.html', page('<h2 id="here">a</h2> <a href="/#nowhere">d</a>'));
  write('site/404.html', page('<a href="/">home</a>'));
  const broken = await brokenLinks(`${root}/site`);
  // The last one at both addresses of its page.
  expect(broken).toHaveLength(3);
  expect(broken.join('\n')).toMatch(/links to gone\/, which answers 404/);
  expect(broken.join('\n')).toMatch(/links to \S*#nowhere, which has no such anchor/);
});

it('links of a site under a base lead astray when they leave it', async () => {
  const { root, write } = copyTools();
  write('site/index.html', page('<a href="/base/a/">a</a> <a href="/a/">b</a>'));
  write('site/a/index.html', page('<a href="../">home</a>'));
  write('site/404.html', page('<a href="/base/">home</a>'));
  const broken = await brokenLinks(`${root}/site`, '/base/');
  expect(broken.length).toBeGreaterThan(0);
  for (const line of broken) expect(line).toMatch(/links to a\/, which answers 404/);
});

it('links hold on a host that serves a page at its address without the last slash', async () => {
  const { root, write } = copyTools();
  write('site/index.html', page('<a href="/base/a/b/">b</a>'));
  write('site/404.html', page('<a href="/base/">home</a>'));
  write('site/c/index.html', page('c'));
  write(
    'site/a/b/index.html',
    page('<a href="../../c/">relative</a> <a href="/base/c/">whole</a>'),
  );
  const broken = await brokenLinks(`${root}/site`, '/base/');
  expect(broken).toEqual([expect.stringMatching(/^base\/a\/b links to c\/, which answers 404/)]);
});
