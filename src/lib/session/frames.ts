import type { Pacing } from '../models/family';
import type { Lanes } from './lanes';
import { ProgressMeter } from './progress-meter';
import type { Frame, Round } from './protocol';
import { Throttle } from '../throttle';

export interface FramesOptions {
  readonly lanes: Lanes;
  /** What the pictures show of every lane, as the family has it; `null` for no pictures. */
  readonly view: unknown;
  readonly pacing: { readonly numbers: Pacing; readonly pictures: Pacing };
  /** Whether every round's numbers are sent, or only the newest. */
  readonly tellsEveryRound: boolean;
  /** Rounds after which the run is finished, by the settings at the time; `null` for never. */
  readonly totalRounds: () => number | null;
  /** A frame is on its way until this has been settled. */
  readonly emit: (frame: Frame) => void | Promise<void>;
  /** The present in milliseconds. */
  readonly now: () => number;
}

/** Tells of a run in frames: numbers often, pictures now and then, and none faster than the page takes them. */
export class Frames {
  readonly meter: ProgressMeter;
  view: unknown;
  /** What was done last: nothing yet, a round, or a turn by its name. */
  cause = 'open';
  private readonly numbers: Throttle;
  private readonly pictures: Throttle;
  private pending: Round[] = [];
  private isUnderWay = false;
  private isStale = true;
  private isClosed = false;

  constructor(private readonly options: FramesOptions) {
    const { now, pacing, view } = options;
    this.meter = new ProgressMeter(now);
    this.numbers = new Throttle(now, pacing.numbers);
    this.pictures = new Throttle(now, pacing.pictures);
    this.view = view;
  }

  /** Milliseconds until pictures may be sent; 0 if they may. */
  get wait(): number {
    // Of a page that is busy with the last frame nobody knows for how long.
    return Math.max(this.isUnderWay ? 4 : 0, this.pictures.wait);
  }

  /** Something has been done to the lanes. */
  note(cause: string): void {
    const { lanes, tellsEveryRound } = this.options;
    this.cause = cause;
    this.isStale = true;
    if (cause !== 'round') return;
    if (!tellsEveryRound) this.pending = [];
    this.pending.push({ step: lanes.steps, lanes: lanes.metrics });
  }

  /**
   * Send what is due, unless the page is busy.
   *
   * @param isPictureDue whether there is to be a picture whatever the pacing
   */
  async offer(isPictureDue: boolean): Promise<void> {
    if (this.isUnderWay) return;
    if (isPictureDue || this.pictures.isDue) await this.sendPictures();
    else if (this.numbers.isDue) this.sendNumbers();
  }

  /** Send what has not been shown yet, due or not. */
  async catchUp(): Promise<void> {
    if (this.isStale) await this.sendPictures();
  }

  /** Send everything, due or not. */
  async sendPictures(): Promise<void> {
    this.pictures.begin();
    this.isStale = false;
    const pictures = this.view === null ? null : await this.draw(this.view);
    void this.send(pictures);
    this.pictures.done();
  }

  sendNumbers(): void {
    void this.send(null);
  }

  /** Resolves once the page has every round so far. */
  async tellRounds(): Promise<void> {
    if (this.pending.length > 0) await this.send(null);
  }

  /** From now on nothing is sent, not even what is being drawn. */
  close(): void {
    this.isClosed = true;
  }

  private async draw(view: unknown): Promise<(unknown | null)[]> {
    const pictures: unknown[] = [];
    for (const lane of this.options.lanes.active) {
      const picture = lane ? lane.picture(view) : null;
      pictures.push(picture instanceof Promise ? await picture : picture);
    }
    return pictures;
  }

  private async send(pictures: Frame['pictures']): Promise<void> {
    if (this.isClosed) return;
    const { lanes, emit } = this.options;
    const { roundsPerSecond, elapsedMs } = this.meter;
    this.numbers.begin();
    const frame: Frame = {
      type: 'frame',
      cause: this.cause,
      step: lanes.steps,
      rounds: this.pending,
      metrics: lanes.metrics,
      pictures,
      headStart: lanes.headStart,
      roundsPerSecond,
      elapsedMs,
      remainingMs: this.remainingMs,
    };
    this.pending = [];
    this.isUnderWay = true;
    const delivered = () => (this.isUnderWay = false);
    const delivery = Promise.resolve(emit(frame)).then(delivered, delivered);
    this.numbers.done();
    await delivery;
  }

  private get remainingMs(): number | null {
    const total = this.options.totalRounds();
    return total === null
      ? null
      : this.meter.remainingMs(Math.max(0, total - this.options.lanes.steps));
  }
}
