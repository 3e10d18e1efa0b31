import { decodeLink, encodeLink, isLink, linkLimits } from '@components/cells/notebook/link';
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';

const refused = /^リンクのコードを読み取れませんでした（.+）。ページは元のままです。$/;

const contents = fc.record({
  changed: fc.dictionary(
    fc.stringMatching(/^cell-[a-z0-9-]{1,12}$/),
    fc.string({ unit: 'binary' }),
  ),
  added: fc.array(
    fc.record({
      id: fc.stringMatching(/^own-[0-9]{1,3}$/),
      after: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
      text: fc.string({ unit: 'grapheme' }),
    }),
    { maxLength: 5 },
  ),
});

describe('a link with code', () => {
  test('holds texts as they are', () => {
    fc.assert(
      fc.property(contents, (cells) => {
        const link = encodeLink(cells);
        expect(isLink(link)).toBe(true);
        expect(link).toMatch(/^#nb=1\.[\w-]*$/);
        const read = decodeLink(link);
        expect(read.added).toEqual(cells.added);
        expect(Object.entries(read.changed)).toEqual(Object.entries(cells.changed));
      }),
    );
  });

  test.each([
    ['is longer than what is unpacked', { free: '漢字'.repeat(90_000) }],
    [
      'is longer than an address may be',
      { free: Array.from({ length: 9000 }, Math.random).join('') },
    ],
  ])('is not made of code that %s', (_, changed) => {
    expect(() => encodeLink({ changed, added: [] })).toThrow('コードが長すぎて');
  });

  test('gives whole contents or a sentence, whatever it is', () => {
    const good = encodeLink({ changed: { generator: 'const G = 1;\n'.repeat(40) }, added: [] });
    const spoilt = fc
      .tuple(fc.nat(good.length - 7), fc.stringMatching(/^[A-Za-z0-9_-]{0,4}$/), fc.nat(6))
      .map(([at, put, taken]) => good.slice(0, 6 + at) + put + good.slice(6 + at + taken));
    const anything = fc.string({ maxLength: 300 }).map((text) => `#nb=${text}`);
    const anyBytes = fc.string({ maxLength: 300 }).map((text) => `#nb=1.${btoa(encodeURI(text))}`);
    fc.assert(
      fc.property(fc.oneof(spoilt, anything, anyBytes), (hash) => {
        try {
          const { changed, added } = decodeLink(hash);
          for (const text of [...Object.values(changed), ...added.map((cell) => cell.text)])
            expect(typeof text).toBe('string');
        } catch (error) {
          expect((error as Error).message).toMatch(refused);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('does not swell', () => {
    const bomb = deflateSync(new Uint8Array(60_000_000), { level: 9 });
    const hash = `#nb=1.${Buffer.from(bomb).toString('base64url')}`;
    expect(hash.length).toBeLessThan(linkLimits.read);
    const began = performance.now();
    expect(() => decodeLink(hash)).toThrow('大きすぎます');
    expect(performance.now() - began).toBeLessThan(500);
  });

  test.each([
    ['another notebook', { n: 'theory', c: {}, a: [] }],
    ['a name that is no id', { n: 'code', c: { 'A b': '' }, a: [] }],
    ['something else than text', { n: 'code', c: { generator: 1 }, a: [] }],
    ['what is not known', { n: 'code', c: {}, a: [], run: true }],
  ])('is refused with %s', (_, json) => {
    const bytes = deflateSync(strToU8(JSON.stringify(json)));
    const hash = `#nb=1.${Buffer.from(bytes).toString('base64url')}`;
    expect(() => decodeLink(hash)).toThrow(refused);
  });
});
