/** Spoils files in every way that a seed can think of, and sees what becomes of them. */
import { expect, vi } from 'vitest';
import { Random } from '@lib/random';

/** Malformed files of each kind. */
export const rounds = 200;
/** Bytes that may be allocated at once for files of kilobytes. */
const mostAtOnce = 2 ** 24;

type Spoil = (bytes: Uint8Array, random: Random) => Uint8Array;

const extremes = [0, 1, 9, 255, 256, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const place = (bytes: Uint8Array, random: Random) => random.integer(Math.max(1, bytes.length));
const pick = <Item>(items: readonly Item[], random: Random) =>
  items[random.integer(items.length)] as Item;
const noise = (count: number, random: Random) =>
  Uint8Array.from({ length: count }, () => random.integer(256));

const ways: readonly Spoil[] = [
  // Cut off, at the end or the beginning.
  (bytes, random) => bytes.slice(0, place(bytes, random)),
  (bytes, random) => bytes.slice(random.integer(Math.max(1, Math.min(64, bytes.length)))),
  // Single bytes, bits and words, in the header rather than anywhere.
  (bytes, random) => {
    const copy = bytes.slice();
    for (let i = 0; i <= random.integer(8); i++) copy[place(copy, random)] = random.integer(256);
    return copy;
  },
  (bytes, random) => {
    const copy = bytes.slice();
    const at = place(copy, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(8));
    return copy;
  },
  (bytes, random) =>
    withWord(bytes, random.integer(Math.max(1, Math.min(64, bytes.length))), random),
  (bytes, random) => withWord(bytes, place(bytes, random), random),
  // The table of contents of an archive stands at its end.
  (bytes, random) => withWord(bytes, Math.max(0, bytes.length - 1 - random.integer(400)), random),
  // More than there was, less, twice, or in another order.
  (bytes, random) => Uint8Array.of(...bytes, ...noise(1 + random.integer(40), random)),
  (bytes, random) => {
    const at = place(bytes, random);
    return Uint8Array.of(
      ...bytes.slice(0, at),
      ...noise(random.integer(40), random),
      ...bytes.slice(at),
    );
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return Uint8Array.of(...bytes.slice(0, at), ...bytes.slice(at + 1 + random.integer(100)));
  },
  (bytes) => Uint8Array.of(...bytes, ...bytes),
  (bytes, random) => {
    const at = place(bytes, random);
    return Uint8Array.of(...bytes.slice(at), ...bytes.slice(0, at));
  },
  // Nothing of it but its first bytes.
  (bytes, random) => Uint8Array.of(...bytes.slice(0, 4), ...noise(random.integer(300), random)),
];

function withWord(bytes: Uint8Array, at: number, random: Random): Uint8Array {
  const copy = bytes.slice();
  if (at + 4 > copy.length) return copy;
  new DataView(copy.buffer).setUint32(at, pick(extremes, random), random.integer(2) === 1);
  return copy;
}

/** A file spoilt once or twice, each time of a seed in another way. */
export function spoilt(bytes: Uint8Array, seed: number): Uint8Array {
  const random = new Random(seed);
  const once = pick(ways, random)(bytes, random);
  return random.integer(3) === 0 ? pick(ways, random)(once, random) : once;
}

const values = [null, -1, 0.5, 1e308, 2 ** 31, '', 'モデル', '../a', [], {}, [[]], true, 'float16'];

/** JSON of which one value, somewhere, is another or gone. */
export function spoiltJson(json: unknown, seed: number): unknown {
  const random = new Random(seed);
  const copy = structuredClone({ json }) as Record<string, unknown>;
  let parent: Record<string, unknown> = copy;
  let key = 'json';
  for (;;) {
    const child = parent[key];
    const keys = typeof child === 'object' && child !== null ? Object.keys(child) : [];
    if (keys.length === 0 || random.integer(5) === 0) break;
    parent = child as Record<string, unknown>;
    key = pick(keys, random);
  }
  if (random.integer(4) === 0) Reflect.deleteProperty(parent, key);
  else parent[key] = pick(values, random);
  return copy['json'] ?? null;
}

/**
 * Read 200 files: each gives a result, which is looked at, or an error in Japanese; none makes a large
 * allocation.
 *
 * @returns how many gave a result
 */
export async function readAll<Result>(
  read: (seed: number) => Result | Promise<Result>,
  look: (result: Result) => void,
): Promise<number> {
  const largest = watchAllocations();
  let results = 0;
  for (let seed = 0; seed < rounds; seed++) {
    try {
      const result = await read(seed);
      results++;
      look(result);
    } catch (error) {
      expect(error, `seed ${seed}`).toBeInstanceOf(Error);
      expect((error as Error).message, `seed ${seed}`).toMatch(/[ぁ-ん].*[。）]$/s);
    }
    expect(largest(), `seed ${seed}`).toBeLessThan(mostAtOnce);
  }
  vi.unstubAllGlobals();
  return results;
}

/** @returns asks for the most bytes that were allocated at once since */
function watchAllocations(): () => number {
  let most = 0;
  for (const name of ['ArrayBuffer', 'Uint8Array', 'Float32Array'] as const) {
    const watched = new Proxy(globalThis[name], {
      construct(target, args: unknown[], newTarget: typeof Uint8Array) {
        const [length] = args;
        if (typeof length === 'number') most = Math.max(most, length);
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    vi.stubGlobal(name, watched);
  }
  return () => most;
}
