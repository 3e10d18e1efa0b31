/**
 * The one source of random numbers: xoshiro128** 1.1 (Blackman & Vigna 2018, "Scrambled linear
 * pseudorandom number generators"), its state filled from the seed by SplitMix32.
 *
 * Written out here rather than taken from pure-rand, whose generators of small state hand out the
 * weak low halves of xoroshiro128+ and barely mix a seed, so that neighbouring seeds begin alike.
 */

/** What {@link Random.shuffle} can shuffle: arrays and typed arrays. */
interface Shuffleable<Item> {
  readonly length: number;
  [index: number]: Item;
}

/** Seed, the four words of xoshiro128**, and the normal variate kept for the next call, if any. */
export type RandomState = readonly number[];

const wordsOfState = 5;

/**
 * A stream of random numbers: the same seed gives the same stream, on every machine.
 *
 * Only syntax that Node can erase, since tools import this file as it is.
 */
export class Random {
  private seed: number;
  private readonly words = new Uint32Array(4);
  private spareNormal: number | null = null;

  /** @param seed any 32-bit unsigned integer */
  constructor(seed: number) {
    if (!isWord(seed)) {
      throw new RangeError(`a seed is an integer from 0 to 2^32 − 1, received ${seed}`);
    }
    this.seed = seed;
    const next = splitMix32(seed);
    for (let i = 0; i < 4; i++) this.words[i] = next();
  }

  /** Uniform on [0, 1), in multiples of 2^−32. */
  uniform(): number {
    return this.nextWord() * 2 ** -32;
  }

  /** Uniform on the integers 0 … n − 1, without bias; n from 1 to 2^32. */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new RangeError(`a number of choices is an integer from 1 to 2^32, received ${n}`);
    }
    const end = 2 ** 32 - (2 ** 32 % n);
    let word = this.nextWord();
    while (word >= end) word = this.nextWord();
    return word % n;
  }

  /** Standard normal, N(0, 1), by Box and Muller (1958); at most 6.7 in magnitude. */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform())); // log of (0, 1]
    const angle = 2 * Math.PI * this.uniform();
    this.spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Fill with uniform values of [low, high), in 2^24 steps, as many as a 32-bit float tells apart. */
  fillUniform(array: Float32Array, low: number, high: number): void {
    for (let i = 0; i < array.length; i++) {
      array[i] = low + (high - low) * ((this.nextWord() >>> 8) * 2 ** -24);
    }
  }

  /** Shuffle in place, every order equally likely (Fisher and Yates). */
  shuffle<Item>(array: Shuffleable<Item>): void {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const item = array[i] as Item;
      array[i] = array[j] as Item;
      array[j] = item;
    }
  }

  /**
   * A stream of its own, given by this stream's seed and a name alone: it is the same however far
   * this stream has advanced, and does not advance it.
   */
  fork(name: string): Random {
    return new Random(hash(name, this.seed));
  }

  /** Everything that later numbers depend on: 5 or 6 plain numbers. */
  state(): RandomState {
    const spare = this.spareNormal === null ? [] : [this.spareNormal];
    return [this.seed, ...this.words, ...spare];
  }

  /** Go on as the stream did that `state` was taken from. */
  restore(state: RandomState): void {
    const words = state.slice(0, wordsOfState);
    const [seed = 0, ...four] = words;
    const isComplete = words.length === wordsOfState && words.every(isWord) && four.some((w) => w);
    const spare = state[wordsOfState] ?? null;
    if (!isComplete || state.length > wordsOfState + 1 || Number.isNaN(spare)) {
      throw new Error(`乱数の状態が壊れています（受け取った値：[${state.join(', ')}]）。`);
    }
    this.seed = seed;
    this.words.set(four);
    this.spareNormal = spare;
  }

  /** The next 32 bits, from xoshiro128**. */
  private nextWord(): number {
    const s = this.words as unknown as [number, number, number, number];
    const word = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return word;
  }
}

function isWord(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** SplitMix32: a Weyl sequence through a 32-bit mixing function (constants from the hash-prospector project). */
function splitMix32(seed: number): () => number {
  let weyl = seed;
  return () => {
    weyl = (weyl + 0x9e3779b9) | 0;
    return mix(weyl);
  };
}

function mix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** 32 bits of a text and a seed: FNV-1a over UTF-16 units, its basis moved by the seed, then mixed. */
function hash(text: string, seed: number): number {
  let hashed = mix(seed ^ 0x811c9dc5);
  for (let i = 0; i < text.length; i++) {
    hashed = Math.imul(hashed ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hashed);
}
