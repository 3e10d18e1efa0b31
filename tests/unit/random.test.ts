import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '@lib/random';

const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const times = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const expectNear = (value: number, expected: number, tolerance: number) => {
  expect(Math.abs(value - expected), `${value} is not near ${expected}`).toBeLessThan(tolerance);
};
const words = (random: Random, count: number) => times(count, () => random.integer(2 ** 32));

function correlation(a: number[], b: number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((v, i) => (v - meanA) * ((b[i] ?? NaN) - meanB)));
  const deviation = (values: number[], m: number) =>
    Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
  return covariance / (deviation(a, meanA) * deviation(b, meanB));
}

describe('the generator', () => {
  it('gives the reference values of xoshiro128** 1.1 from the state 1, 2, 3, 4', () => {
    const random = new Random(0);
    random.restore([0, 1, 2, 3, 4]);
    expect(words(random, 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('fills its state from the seed by SplitMix32', () => {
    // Computed apart from this code, in Python's unbounded integers.
    const expected = {
      0: [1684164658, 3653269916, 2939563536, 2141751570],
      12345: [3283241497, 613117429, 2940958500, 516375437],
      4294967295: [3950124170, 4293442868, 1302505678, 2762329221],
    };
    for (const [seed, state] of Object.entries(expected)) {
      expect(new Random(Number(seed)).state()).toEqual([Number(seed), ...state]);
    }
  });

  it('gives the same stream for the same seed and another one for another seed', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (a, b) => {
        const isSame = words(new Random(a), 4).every((w, i) => w === words(new Random(b), 4)[i]);
        expect(words(new Random(a), 4)).toEqual(words(new Random(a), 4));
        expect(isSame).toBe(a === b);
      }),
    );
  });

  it('gives unrelated streams for neighbouring seeds', () => {
    const streams = [41, 42, 43].map((seed) => words(new Random(seed), 20_000));
    const [a, b, c] = streams as [number[], number[], number[]];
    expect(Math.abs(correlation(a, b))).toBeLessThan(0.03);
    expect(Math.abs(correlation(b, c))).toBeLessThan(0.03);
  });

  it('gives unrelated first numbers for neighbouring seeds', () => {
    const firsts = times(5001, () => 0).map((_, seed) => new Random(seed).uniform());
    expect(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(0.06);
    expectNear(mean(firsts), 0.5, 0.01);
  });

  it('refuses seeds that are not 32-bit unsigned integers', () => {
    for (const seed of [-1, 2 ** 32, 0.5, NaN]) {
      expect(() => new Random(seed)).toThrow(`received ${seed}`);
    }
  });
});

describe('uniform numbers', () => {
  it('lie in [0, 1) with mean 1/2 and variance 1/12', () => {
    const random = new Random(7);
    const values = times(100_000, () => random.uniform());
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
    expectNear(mean(values), 1 / 2, 0.005);
    expectNear(mean(values.map((v) => (v - 0.5) ** 2)), 1 / 12, 0.001);
  });

  it('stay in [low, high) even when rounded to 32-bit floats', () => {
    const values = new Float32Array(1_000_000);
    new Random(8).fillUniform(values, -1, 1);
    expect(values.every((v) => v >= -1 && v < 1)).toBe(true);
    expect(Math.abs(mean([...values]))).toBeLessThan(0.003);
  });
});

describe('integers', () => {
  it('below n are equally likely', () => {
    const random = new Random(9);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const drawn = random.integer(10);
      counts[drawn] = (counts[drawn] ?? NaN) + 1;
    }
    const chiSquared = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
  });

  it('are without bias where n does not divide 2^32', () => {
    const random = new Random(10);
    const n = 3 * 2 ** 30; // a bare remainder would fall below 2^30 half of the time
    const share = mean(times(20_000, () => (random.integer(n) < 2 ** 30 ? 1 : 0)));
    expectNear(share, 1 / 3, 0.015);
  });

  it('lie in 0 … n − 1 for every n', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const drawn = new Random(seed).integer(n);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true);
      }),
    );
  });

  it('are refused for numbers of choices that make no sense', () => {
    for (const n of [0, -3, 1.5, 2 ** 32 + 1]) {
      expect(() => new Random(1).integer(n)).toThrow(`received ${n}`);
    }
  });
});

describe('normal numbers', () => {
  it('have the moments 0, 1, 0, 3 of N(0, 1), and neighbours that are unrelated', () => {
    const random = new Random(11);
    const values = times(200_000, () => random.normal());
    const moment = (power: number) => mean(values.map((v) => v ** power));
    expectNear(moment(1), 0, 0.01);
    expectNear(moment(2), 1, 0.01);
    expectNear(moment(3), 0, 0.05);
    expectNear(moment(4), 3, 0.1);
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.01);
  });

  it('lie within one deviation in 68.27 % and within two in 95.45 % of cases', () => {
    const random = new Random(12);
    const values = times(100_000, () => Math.abs(random.normal()));
    expectNear(mean(values.map((v) => Number(v < 1))), 0.6827, 0.008);
    expectNear(mean(values.map((v) => Number(v < 2))), 0.9545, 0.008);
  });
});

describe('shuffling', () => {
  it('keeps every item', () => {
    fc.assert(
      fc.property(anySeed, fc.array(fc.integer()), (seed, items) => {
        const shuffled = [...items];
        new Random(seed).shuffle(shuffled);
        expect(shuffled.sort()).toEqual([...items].sort());
      }),
    );
  });

  it('makes all 6 orders of 3 items equally likely', () => {
    const random = new Random(13);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = Uint8Array.of(0, 1, 2);
      random.shuffle(order);
      counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquared = [...counts.values()].reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(20.5); // 5 degrees of freedom, p = 0.001
  });
});

describe('forks', () => {
  it('depend on seed and name alone, not on how far the parent has come', () => {
    fc.assert(
      fc.property(anySeed, fc.string(), fc.nat(50), (seed, name, drawn) => {
        const parent = new Random(seed);
        times(drawn, () => parent.normal());
        expect(words(parent.fork(name), 3)).toEqual(words(new Random(seed).fork(name), 3));
      }),
    );
  });

  it('do not advance the parent', () => {
    const parent = new Random(14);
    const before = parent.state();
    words(parent.fork('noise'), 10);
    expect(parent.state()).toEqual(before);
  });

  it('of different names are unrelated to each other and to the parent', () => {
    const parent = new Random(15);
    const [a, b, own] = [parent.fork('noise'), parent.fork('dropout'), parent].map((random) =>
      words(random, 20_000),
    ) as [number[], number[], number[]];
    for (const pair of [[a, b] as const, [a, own] as const, [b, own] as const]) {
      expect(Math.abs(correlation(...pair))).toBeLessThan(0.03);
    }
  });

  it('of many names and seeds hardly ever coincide', () => {
    const seeds = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      for (let i = 0; i < 10; i++)
        seeds.add(new Random(seed).fork(`stream ${i}`).state()[0] ?? NaN);
    }
    expect(seeds.size).toBe(1000);
  });
});

describe('state', () => {
  it('brings back the stream exactly, a kept normal number and its forks included', () => {
    fc.assert(
      fc.property(anySeed, anySeed, fc.nat(9), fc.nat(9), (seed, other, normals, uniforms) => {
        const random = new Random(seed);
        times(uniforms, () => random.uniform());
        times(normals, () => random.normal());
        const restored = new Random(other);
        restored.normal();
        restored.restore(JSON.parse(JSON.stringify(random.state())) as number[]);
        const next = (r: Random) => [...times(5, () => r.normal()), ...words(r.fork('x'), 2)];
        expect(next(restored)).toEqual(next(random));
      }),
    );
  });

  it('is a copy that later numbers leave alone', () => {
    const random = new Random(16);
    const state = random.state();
    const kept = [...state];
    words(random, 3);
    expect(state).toEqual(kept);
  });

  it('is refused, and changes nothing, when it is broken', () => {
    const random = new Random(17);
    const before = random.state();
    const broken = [
      [],
      [1, 2, 3, 4],
      [1, 0, 0, 0, 0],
      [1, 2, 3, 4, -5],
      [1, 2, 3, 4, NaN],
      [1, 2, 3, 4, 5, NaN],
      [1, 2, 3, 4, 5, 6, 7],
    ];
    for (const state of broken) {
      expect(() => {
        random.restore(state);
      }).toThrow('乱数の状態が壊れています');
    }
    expect(random.state()).toEqual(before);
  });
});
