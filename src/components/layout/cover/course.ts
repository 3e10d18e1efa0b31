/** What happens on the cover from beginning to end, step by step, and what can be seen of it. */
import { Random } from '@lib/random';
import { batchSize, drawNoise, plane, TinyGan, type Answers } from './tiny-gan';
import { writing, type DrawPoints } from './writing';

/** It learns letters from nothing, then digits from letters, and letters again, which stay. */
const lessons = [
  { data: 'letters', steps: 1500 },
  { data: 'digits', steps: 1200 },
  { data: 'letters', steps: 1200 },
] as const;

/** Where D is asked: the centres of so many cells, row by row from above. */
export const field = { columns: 48, rows: 20 } as const;

/** Points of each kind to be seen. */
const shown = { real: 420, generated: 500 } as const;
/** How much of the last steps' answers is kept in their running mean. */
const memory = 0.9;

/** What can be seen after a step. */
export interface CoverFrame {
  /** Steps done in all, and since the lesson began. */
  readonly step: number;
  readonly lessonStep: number;
  /** Whether a lesson ends here, and whether all do. */
  readonly endsLesson: boolean;
  readonly endsCourse: boolean;
  /** `[count, 2]`, the same data throughout a lesson. */
  readonly real: Float32Array;
  /** `[count, 2]`, always from the same noise. */
  readonly generated: Float32Array;
  /** D's answers all over the plane, see {@link field}. */
  readonly answers: Float32Array;
  /** Running means over the steps' batches; null before the first. */
  readonly means: Answers | null;
}

export class Course {
  private readonly gan: TinyGan;
  /** Draws the batches. */
  private readonly random: Random;
  private readonly noise: Float32Array;
  private readonly fieldPoints = fieldCentres();
  private lesson = 0;
  private lessonStep = 0;
  private step = 0;
  private draw: DrawPoints;
  private real: Float32Array;
  private means: Answers | null = null;

  /** @param seed the same seed gives the same course, however it is divided into calls */
  constructor(seed: number) {
    const random = new Random(seed);
    this.random = random.fork('data');
    this.gan = new TinyGan(random);
    this.noise = drawNoise(random.fork('shown'), shown.generated);
    this.draw = writing(lessons[0].data);
    this.real = this.draw(random.fork('real'), shown.real);
  }

  /** So many steps further, but no further than the lesson's end. After the last nothing happens. */
  advance(steps: number): CoverFrame {
    if (this.endsLesson) this.beginNextLesson();
    for (let i = 0; i < steps && !this.endsLesson; i++) {
      this.remember(this.gan.train(this.draw(this.random, batchSize)));
      this.lessonStep += 1;
      this.step += 1;
    }
    return {
      step: this.step,
      lessonStep: this.lessonStep,
      endsLesson: this.endsLesson,
      endsCourse: this.endsLesson && this.lesson === lessons.length - 1,
      real: this.real,
      generated: this.gan.generate(this.noise),
      answers: this.gan.judge(this.fieldPoints),
      means: this.means,
    };
  }

  private get endsLesson(): boolean {
    return this.lessonStep === lessons[this.lesson]?.steps;
  }

  private beginNextLesson(): void {
    const next = lessons[this.lesson + 1];
    if (!next) return;
    this.lesson += 1;
    this.lessonStep = 0;
    this.draw = writing(next.data);
    this.real = this.draw(this.random.fork('real'), shown.real);
  }

  private remember(answers: Answers): void {
    const before = this.means ?? answers;
    const mix = (name: keyof Answers) => memory * before[name] + (1 - memory) * answers[name];
    this.means = { real: mix('real'), generated: mix('generated') };
  }
}

function fieldCentres(): Float32Array {
  const { columns, rows } = field;
  return Float32Array.from({ length: 2 * columns * rows }, (_, i) => {
    const cell = Math.floor(i / 2);
    return i % 2 === 0
      ? plane.width * (((cell % columns) + 0.5) / columns - 0.5)
      : plane.height * (0.5 - (Math.floor(cell / columns) + 0.5) / rows);
  });
}
