/** Plays a course in a worker, at the pace of the screen. */
import { wrap, type Remote } from 'comlink';
import type { CoverFrame } from './course';
import type { CourseApi } from './cover.worker';

/** Steps in a second, where the machine keeps up. */
const pace = 60;
/** So many at once at most: a machine that falls behind takes longer. */
const mostSteps = 3;
/** How long a lesson's result stays before the next lesson begins, in milliseconds. */
const rest = 5000;

interface PlayerOptions {
  readonly seed: number;
  readonly onFrame: (frame: CoverFrame) => void;
  /** The worker cannot be had. */
  readonly onFailure: () => void;
}

export class Player {
  private readonly options: PlayerOptions;
  private readonly worker: Worker;
  private readonly course: Remote<CourseApi>;
  private isBegun = false;
  private isPlaying = false;
  private isDisposed = false;
  /** Counts beginnings and ends of playing, so that an older loop ends. */
  private run = 0;

  constructor(options: PlayerOptions) {
    this.options = options;
    this.worker = new Worker(new URL('./cover.worker.ts', import.meta.url), {
      type: 'module',
      name: 'cover',
    });
    this.worker.addEventListener('error', options.onFailure);
    this.course = wrap<CourseApi>(this.worker);
  }

  /** Play or pause, as often as wanted. */
  setPlaying(isPlaying: boolean): void {
    if (isPlaying === this.isPlaying) return;
    this.isPlaying = isPlaying;
    this.run += 1;
    if (isPlaying) void this.play(this.run);
  }

  dispose(): void {
    this.isDisposed = true;
    this.run += 1;
    this.worker.terminate();
  }

  private async play(run: number): Promise<void> {
    if (!this.isBegun) {
      this.isBegun = true;
      this.show(await this.course.begin(this.options.seed));
    }
    let due = 0;
    let before = performance.now();
    while (run === this.run) {
      const now = await nextPaint();
      due = Math.min(due + ((now - before) / 1000) * pace, mostSteps);
      before = now;
      const steps = Math.round(due);
      if (steps < 1 || run !== this.run) continue;
      due -= steps;
      const frame = await this.course.advance(steps);
      this.show(frame);
      if (frame.endsCourse) return;
      if (frame.endsLesson) await wait(rest);
    }
  }

  private show(frame: CoverFrame): void {
    if (!this.isDisposed) this.options.onFrame(frame);
  }
}

/** When the browser next paints, in milliseconds; never while the page is hidden. */
function nextPaint(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
