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
  expect(broken).toHaveLength(2);
  expect(broken.join('\n')).toMatch(/links to gone\/, which answers 404/);
  expect(broken.join('\n')).toMatch(/links to \S*#nowhere, which has no such anchor/);
});

it('links of a site under a base lead astray when they leave it', async () => {
  const { root, write } = copyTools();
  write('site/index.html', page('<a href="/base/a/">a</a> <a href="/a/">b</a>'));
  write('site/a/index.html', page('<a href="../">home</a>'));
  write('site/404.html', page('<a href="/base/">home</a>'));
  const broken = await brokenLinks(`${root}/site`, '/base/');
  expect(broken).toEqual([expect.stringMatching(/links to a\/, which answers 404/)]);
});
