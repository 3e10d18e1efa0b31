import { afterEach, describe, expect, it, vi } from 'vitest';
import { siteBase } from '../../../tools/lib/site-base.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the base of the site', () => {
  it.each([
    'tutorials/gan',
    '/tutorials/gan',
    'tutorials/gan/',
    '/tutorials/gan/',
    '//tutorials/gan//',
  ])('has slashes around, though “%s” was given', (given) => {
    expect(siteBase(given)).toBe('/tutorials/gan/');
  });

  it.each(['', '/'])('is a single slash for “%s”', (given) => {
    expect(siteBase(given)).toBe('/');
  });

  it('is what SITE_BASE says, else the root', () => {
    vi.stubEnv('SITE_BASE', 'gan');
    expect(siteBase()).toBe('/gan/');
    vi.stubEnv('SITE_BASE', undefined);
    expect(siteBase()).toBe('/');
  });

  it.each(['https://example.org/gan/', 'C:/gan', 'gan?x', 'my gan'])(
    'is no “%s”, which is refused with what was expected',
    (given) => {
      expect(() => siteBase(given)).toThrow(
        `SITE_BASE is "${given}"; expected the path of an address, such as /tutorial/`,
      );
    },
  );
});
