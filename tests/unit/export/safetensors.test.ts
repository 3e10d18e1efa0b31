import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '@lib/export/safetensors';
import { readAll, rounds, spoilt } from '../support/malformed';

const file = writeSafetensors({
  tensors: {
    'G.0.kernel': { shape: [2, 3], values: Float32Array.of(1, -2, 3, -4, 5, 0.5) },
    'G.0.bias': { shape: [3], values: Float32Array.of(0.25, 0, -1) },
  },
  metadata: { step: '12', site: 'はじめてのGAN' },
});

/** A file with this header and so many bytes behind it. */
function withHeader(header: unknown, bytes: number): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const made = new Uint8Array(8 + text.length + bytes);
  new DataView(made.buffer).setBigUint64(0, BigInt(text.length), true);
  made.set(text, 8);
  return made;
}

const entry = (begin: number, end: number, shape = [(end - begin) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  it('is laid out as the format says', () => {
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(file).toHaveLength(8 + length + 9 * 4);
    expect(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))).toEqual({
      __metadata__: { step: '12', site: 'はじめてのGAN' },
      'G.0.kernel': entry(0, 24, [2, 3]),
      'G.0.bias': entry(24, 36),
    });
    expect(new DataView(file.buffer).getFloat32(8 + length + 4, true)).toBe(-2);
  });

  it('reads back whatever it wrote', () => {
    const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }).chain((shape) => {
      const count = shape.reduce((all, one) => all * one, 1);
      const number = fc.float({ noNaN: true, noDefaultInfinity: true });
      return fc
        .array(number, { minLength: count, maxLength: count })
        .map((values) => ({ shape, values: Float32Array.from(values) }));
    });
    const names = fc.string({ unit: 'grapheme' }).filter((name) => !name.startsWith('__'));
    const tensors = fc.dictionary(names, tensor, { noNullPrototype: true });
    const words = fc.constantFrom('step', 'seed', 'site', 'adam.G.step');
    const metadata = fc.dictionary(words, fc.string(), { noNullPrototype: true });
    fc.assert(
      fc.property(tensors, metadata, (tensors, metadata) => {
        const written = { tensors, metadata };
        expect(readSafetensors('a.safetensors', writeSafetensors(written))).toEqual(written);
      }),
    );
  });

  it.each([
    ['a length that is not there', file.slice(0, 6), '6バイトしかありません'],
    ['a header longer than 1 MB', withLength(2n ** 40n), '1MBより長い'],
    ['a header that is cut off', withLength(5000n), '途中で切れています'],
    ['no JSON', withHeader('{"a":', 0), 'JSONではありません'],
    ['a list', withHeader([], 0), '名前の表ではありません'],
    ['words that are none', withHeader({ __metadata__: { step: 3 } }, 0), '文字列でない値'],
    ['another type', withHeader({ a: entry(0, 4, [1], 'F16') }, 4), 'F32ではありません'],
    ['a shape that is too large', withHeader({ a: entry(0, 4, [2]) }, 4), '8バイトのはずですが'],
    ['a gap', withHeader({ a: entry(0, 4), b: entry(8, 12) }, 12), 'すきまか重なり'],
    ['an overlap', withHeader({ a: entry(0, 8), b: entry(4, 12) }, 12), 'すきまか重なり'],
    ['too few bytes', withHeader({ a: entry(0, 8) }, 4), '8バイトのはずですが'],
    ['bytes left over', withHeader({ a: entry(0, 4) }, 8), '4バイトのはずですが'],
    ['a number that is none', withNaN(), '有限の数でない'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors('a.safetensors', bytes)).toThrow(message);
    expect(() => readSafetensors('a.safetensors', bytes)).toThrow('「a.safetensors」');
  });

  it('reads or refuses 200 spoilt files, and nothing in between', async () => {
    const read = (seed: number) => readSafetensors('a.safetensors', spoilt(file, seed));
    const results = await readAll(read, ({ tensors }) => {
      for (const { shape, values } of Object.values(tensors)) {
        expect(values).toHaveLength(shape.reduce((all, one) => all * one, 1));
        expect(values.every(Number.isFinite)).toBe(true);
      }
    });
    expect(results).toBeLessThan(rounds / 2);
  });
});

function withLength(length: bigint): Uint8Array {
  const copy = file.slice();
  new DataView(copy.buffer).setBigUint64(0, length, true);
  return copy;
}

function withNaN(): Uint8Array {
  const made = withHeader({ a: entry(0, 4) }, 4);
  made.set([0, 0, 0xc0, 0x7f], made.length - 4);
  return made;
}
