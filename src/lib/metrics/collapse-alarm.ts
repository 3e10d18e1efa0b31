/**
 * Mode collapse (outline C12): a generator that draws few of the digits, or one image over and over.
 *
 * Early in every run the classes are few for a while, and each set is a sample; so the alarm looks at
 * several measurements together, and it wants a clear recovery before it goes quiet again.
 *
 * It is judged by what is missing against the data. Images all of one digit have an entropy near 0 of
 * themselves, what the classifier takes for other digits by mistake: there the images' diversity alone
 * tells.
 */

/**
 * Nats of entropy that can be missing without a digit being so: half of what one of two equally frequent
 * digits makes up.
 */
const leastMissing = Math.LN2 / 2;

/** An entropy over that of real digits, 1 where too little is missing to tell. */
export function entropyShareOf(entropy: number, real: number): number {
  return real - entropy < leastMissing ? 1 : entropy / real;
}

/** What one set of generated images shows. */
export interface CollapseReading {
  readonly step: number;
  /** Entropy of the classes of generated digits, in nats. */
  readonly entropy: number;
  /** How much the images differ, `pixelDiversity`, in grey levels. */
  readonly diversity: number;
}

/** Real digits, measured the same way at the same number of images. */
export type CollapseReference = Omit<CollapseReading, 'step'>;

export interface CollapseAlarmOptions {
  readonly reference: CollapseReference;
  /** Measurements looked at together. */
  readonly window?: number;
  /** Measurements of earlier steps are left out: a run begins without digits. */
  readonly fromStep?: number;
  /** Share of the reference below which a window's mean sounds the alarm. */
  readonly alarmBelow?: number;
  /** Share of the reference that both means must reach to end it; above `alarmBelow`. */
  readonly calmAbove?: number;
}

/** What the alarm says of the window that ends now. */
export interface CollapseVerdict {
  readonly isCollapsed: boolean;
  /** What is too low: the classes are few, or the images are alike; `null` when calm. */
  readonly cause: 'classes' | 'images' | null;
  /** Step of the first measurement of the window that sounded the alarm; `null` when calm. */
  readonly since: number | null;
  /** The window's means over the reference's: 1 for a generator that is about as varied as real digits. */
  readonly entropyShare: number;
  readonly diversityShare: number;
}

type Shares = Pick<CollapseVerdict, 'entropyShare' | 'diversityShare'>;

/**
 * Watches the measurements of one run.
 *
 * The alarm sounds when the mean entropy or the mean diversity of the last `window` measurements is
 * below `alarmBelow` of the real digits', never before there are that many. With real digits near
 * ln 10 ≈ 2.30 nats, 0.6 of it is 1.38 nats: four equally frequent digits out of ten.
 */
export class CollapseAlarm {
  private readonly options: Required<CollapseAlarmOptions>;
  private readings: CollapseReading[] = [];
  private alarm: { readonly cause: 'classes' | 'images'; readonly since: number } | null = null;

  constructor(options: CollapseAlarmOptions) {
    const { window = 5, fromStep = 0, alarmBelow = 0.6, calmAbove = 0.8, reference } = options;
    if (!Number.isInteger(window) || window < 1 || !(alarmBelow > 0 && alarmBelow < calmAbove)) {
      throw new RangeError('a window has 1 or more measurements, and 0 < alarmBelow < calmAbove');
    }
    this.options = { window, fromStep, alarmBelow, calmAbove, reference };
  }

  /** Take the next measurement; steps must grow. An earlier step (a rewound run) drops what came after it. */
  add(reading: CollapseReading): CollapseVerdict {
    const { window, fromStep } = this.options;
    const last = this.readings.at(-1);
    if (last && reading.step <= last.step) this.rewind(reading.step);
    this.readings = [...this.readings, reading].slice(-window);
    const shares = this.shares();
    const isFull = this.readings.length === window;
    const since = this.readings[0]?.step ?? reading.step;
    if (isFull && since >= fromStep) this.decide(shares, since);
    return {
      isCollapsed: this.alarm !== null,
      cause: this.alarm?.cause ?? null,
      since: this.alarm?.since ?? null,
      ...shares,
    };
  }

  /** The window's means over the reference's. */
  private shares(): Shares {
    const { reference } = this.options;
    const mean = (name: 'entropy' | 'diversity') =>
      this.readings.reduce((sum, reading) => sum + reading[name], 0) / this.readings.length;
    return {
      entropyShare: entropyShareOf(mean('entropy'), reference.entropy),
      // Images that are all the same have nothing to lose.
      diversityShare: reference.diversity > 0 ? mean('diversity') / reference.diversity : 1,
    };
  }

  private decide({ entropyShare, diversityShare }: Shares, since: number): void {
    const { alarmBelow, calmAbove } = this.options;
    const smaller = Math.min(entropyShare, diversityShare);
    const cause = entropyShare <= diversityShare ? 'classes' : 'images';
    if (smaller < alarmBelow) this.alarm ??= { cause, since };
    if (smaller >= calmAbove) this.alarm = null;
  }

  private rewind(step: number): void {
    this.readings = this.readings.filter((earlier) => earlier.step < step);
    this.alarm = null;
  }
}
