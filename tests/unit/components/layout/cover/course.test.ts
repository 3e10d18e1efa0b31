import { Course, field, type CoverFrame } from '@components/layout/cover/course';
import { batchSize, drawNoise, plane, TinyGan } from '@components/layout/cover/tiny-gan';
import { writing } from '@components/layout/cover/writing';
import { Random } from '@lib/random';
import { describe, expect, it } from 'vitest';

const count = 800;

/** Mean distance from each point to the nearest of others. */
function meanNearest(points: Float32Array, others: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    let nearest = Infinity;
    for (let j = 0; j < others.length; j += 2) {
      const dx = (points[i] ?? 0) - (others[j] ?? 0);
      const dy = (points[i + 1] ?? 0) - (others[j + 1] ?? 0);
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    sum += Math.sqrt(nearest);
  }
  return sum / (points.length / 2);
}

describe('the tiny GAN', () => {
  it.each([1, 2, 3, 4, 5])('learns the letters in 1000 steps, seed %i', (seed) => {
    const random = new Random(seed);
    const draw = writing('letters');
    const gan = new TinyGan(random);
    const batches = random.fork('batches');
    const noise = drawNoise(random.fork('test noise'), count);
    const real = draw(random.fork('test data'), count);
    const before = gan.generate(noise);
    for (let step = 0; step < 1000; step++) gan.train(draw(batches, batchSize));
    const after = gan.generate(noise);
    // As near to the strokes as data are to data, but for a little.
    const floor = meanNearest(draw(random.fork('more data'), count), real);
    expect(meanNearest(before, real) - floor).toBeGreaterThan(0.1);
    expect(meanNearest(after, real) - floor).toBeLessThan(0.04);
    // No stroke is left out.
    expect(meanNearest(real, after)).toBeLessThan(0.05);
  });

  it('answers with probabilities, and has its answers in a step near 1/2 after learning', () => {
    const random = new Random(6);
    const draw = writing('digits');
    const gan = new TinyGan(random);
    const answers = Array.from({ length: 400 }, () => gan.train(draw(random, batchSize))).slice(
      -50,
    );
    for (const name of ['real', 'generated'] as const) {
      const mean = answers.reduce((sum, answer) => sum + answer[name], 0) / answers.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.15);
    }
    const judged = gan.judge(draw(random, 100));
    expect(judged.every((answer) => answer > 0 && answer < 1)).toBe(true);
  });
});

describe('a writing', () => {
  it.each(['letters', 'digits'] as const)('lies within what the cover shows: %s', (name) => {
    const points = writing(name)(new Random(1), count);
    expect(points).toHaveLength(2 * count);
    points.forEach((value, i) => {
      expect(Math.abs(value)).toBeLessThan((i % 2 === 0 ? plane.width : plane.height) / 2);
    });
  });

  it('spreads even a small batch over all of its strokes', () => {
    const draw = writing('letters');
    const all = draw(new Random(1), count);
    expect(meanNearest(all, draw(new Random(2), batchSize))).toBeLessThan(0.12);
  });
});

describe('a course', () => {
  const visible = ({ step, real, generated, answers, means }: CoverFrame) =>
    ({ step, real, generated, answers, means }); // prettier-ignore

  it('is the same for the same seed, however it is divided into calls', () => {
    const [one, other] = [new Course(7), new Course(7)];
    let frame = one.advance(0);
    for (const steps of [1, 3, 2, 0, 4]) frame = one.advance(steps);
    expect(visible(other.advance(10))).toEqual(visible(frame));
    expect(visible(new Course(8).advance(10))).not.toEqual(visible(frame));
  });

  it('shows a first frame before any step', () => {
    const frame = new Course(1).advance(0);
    expect(frame).toMatchObject({ step: 0, lessonStep: 0, means: null, endsLesson: false });
    expect(frame.answers).toHaveLength(field.columns * field.rows);
  });

  it('stops at the end of each lesson, takes other data in the next, and ends', () => {
    const course = new Course(1);
    const ends: CoverFrame[] = [];
    do ends.push(course.advance(10_000));
    while (!ends.at(-1)?.endsCourse && ends.length < 9);
    expect(ends.map(({ step }) => step)).toEqual([1500, 2700, 3900]);
    expect(ends.every(({ endsLesson }) => endsLesson)).toBe(true);
    expect(course.advance(3)).toEqual(ends[2]);
    // What it shows is what it has learnt: each lesson's points lie on that lesson's data.
    const [letters, digits, again] = ends as [CoverFrame, CoverFrame, CoverFrame];
    for (const { real, generated } of ends) expect(meanNearest(generated, real)).toBeLessThan(0.08);
    expect(meanNearest(digits.generated, letters.real)).toBeGreaterThan(0.1);
    expect(meanNearest(again.real, letters.real)).toBeLessThan(0.06);
  });
});
