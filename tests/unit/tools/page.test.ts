import { describe, expect, it } from 'vitest';
import { readPage, stylesheetAddresses } from '../../../tools/lib/page.mjs';

const loads = (html: string) => readPage(html).loads;

describe('what a page loads', () => {
  it.each([
    ['a script', '<script src="/a.js"></script>', ['/a.js']],
    ['a style sheet', '<link rel="stylesheet" href="/a.css">', ['/a.css']],
    ['a preloaded module', '<link rel="modulepreload" href="/a.js">', ['/a.js']],
    ['a connection made early', '<link rel="preconnect" href="https://x.org">', ['https://x.org']],
    ['a picture', '<img src="/a.png" alt="">', ['/a.png']],
    ['its sizes', '<img srcset="/a.png 1x, /b.png 2x" alt="">', ['/a.png', '/b.png']],
    [
      'a video and its poster',
      '<video src="/a.mp4" poster="/a.jpg"></video>',
      ['/a.mp4', '/a.jpg'],
    ],
    ['an embedded page', '<iframe src="/a.html"></iframe>', ['/a.html']],
    ['an object', '<object data="/a.svg"></object>', ['/a.svg']],
    ['a reused drawing', '<svg><use href="/a.svg#b"></use></svg>', ['/a.svg#b']],
    ['a background in a style', '<p style="background: url(/a.png)"></p>', ['/a.png']],
    ['an import in a style', '<style>@import "/a.css"; b { }</style>', ['/a.css']],
  ])('includes %s', (_, html, expected) => {
    expect(loads(html)).toEqual(expected);
  });

  it.each([
    ['a link to follow', '<a href="https://x.org">x</a>'],
    ['the canonical address', '<link rel="canonical" href="https://x.org">'],
    ['the next page', '<link rel="next" href="/b/">'],
    ['an address in text', '<p>url(https://x.org/a.png)</p>'],
    ['a script in the page', '<script>run("https://x.org/a.js")</script>'],
  ])('does not include %s', (_, html) => {
    expect(loads(html)).toEqual([]);
  });

  it('tells scripts that are loaded from those in the page', () => {
    const page = readPage(
      '<link rel="modulepreload" href="/b.js"><script src="/a.js"></script><script>run()</script>',
    );
    expect(page.scripts).toEqual(['/b.js', '/a.js']);
    expect(page.inline).toEqual(['run()']);
  });
});

describe('what a style sheet loads', () => {
  it('is every address in it, however it is quoted', () => {
    const css = `@import 'a.css'; b { src: url("b.woff2"), url('c.woff2'), url( d.png ) }`;
    expect(stylesheetAddresses(css).map((address) => address?.trim())).toEqual([
      'a.css',
      'b.woff2',
      'c.woff2',
      'd.png',
    ]);
  });
});
