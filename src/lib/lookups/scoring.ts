import type { MnistDataset } from '../data/mnist';
import { pickDigit } from '../data/pick-digit';
import { imageGradients, scoreImages } from '../inspection/image-scores';
import { stepUp } from '../inspection/step-up';
import { imageSize } from '../models/dcgan';
import type { GanParts } from '../nn/network';
import { Sequence } from '../scheduling';
import { type Scorer, type ScorerFiles, loadScorer, restoreScorer } from './scorers';
import {
  type ImageSource,
  type ScorerAccounts,
  type Scores,
  type ScorerName,
  type ScoreRequest,
  type ScoringApi,
  stepSize,
  type Score,
} from './scoring-protocol';

/** What the lookup needs of the worker that it lives in; see `environment.ts`. */
export interface ScoringEnvironment extends ScorerFiles {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  /** The shipped digits; asked for only once they are wanted. */
  loadDigits(): Promise<MnistDataset>;
}

type Scorers = Readonly<Record<ScorerName, Scorer>>;

const size = imageSize ** 2;

/** The worker's side of the protocol: two discriminators at a time. */
export class Scoring implements ScoringApi {
  private readonly work = new Sequence();
  private scorers: Scorers | null = null;
  private digits: MnistDataset | null = null;
  /** The last request and its answer, which a request for more steps goes on from. */
  private last: { readonly request: ScoreRequest; readonly answer: Scores } | null = null;

  constructor(private readonly environment: ScoringEnvironment) {}

  open(own: GanParts<'discriminator'> | null): Promise<ScorerAccounts> {
    return this.work.add(async () => {
      await this.environment.activateBackend();
      const early = this.scorers?.early ?? (await loadScorer('early', this.environment));
      const late = own
        ? await restoreScorer({
            saved: own,
            early,
            digits: await this.loadDigits(),
            files: this.environment,
          })
        : await loadScorer('late', this.environment);
      this.scorers?.late.discriminator.dispose();
      this.scorers = { early, late };
      this.last = null;
      return { early: early.account, late: late.account };
    });
  }

  picture({ kind, seed }: ImageSource): Promise<Uint8Array> {
    return this.work.add(async () => {
      if (kind === 'digit') return pickDigit(await this.loadDigits(), seed).image;
      const { samples } = this.needScorers()[kind];
      const index = seed % (samples.length / size);
      return samples.slice(index * size, (index + 1) * size);
    });
  }

  score(request: ScoreRequest): Promise<Scores> {
    return this.work.add(async () => {
      const scorers = this.needScorers();
      let answer = this.resumed(request) ?? (await this.begin(scorers, request.image));
      for (const name of request.steps.slice(answer.course.early.length - 1)) {
        const image = stepUp(answer.image, answer.scores[name].gradient, stepSize);
        answer = await scored(scorers, image, answer.course);
      }
      this.last = { request, answer };
      return answer;
    });
  }

  private begin(scorers: Scorers, image: Uint8Array): Promise<Scores> {
    if (image.length !== size) {
      throw new RangeError(`an image has ${size} pixels here, received ${image.length}`);
    }
    return scored(scorers, image, { early: [], late: [] });
  }

  /** The last answer, if it is on the way to this one. */
  private resumed({ image, steps }: ScoreRequest): Scores | null {
    if (!this.last) return null;
    const { request, answer } = this.last;
    const isSame = request.image.every((byte, i) => byte === image[i]);
    const isOnWay = request.steps.every((step, i) => step === steps[i]);
    return isSame && isOnWay ? answer : null;
  }

  private async loadDigits(): Promise<MnistDataset> {
    this.digits ??= await this.environment.loadDigits();
    return this.digits;
  }

  private needScorers(): Scorers {
    if (!this.scorers) throw new Error('識別器がまだありません。先に「実行」を押してください。');
    return this.scorers;
  }
}

async function scored(
  scorers: Scorers,
  image: Uint8Array,
  course: Scores['course'],
): Promise<Scores> {
  const [early, late] = [await scoreOf(scorers.early, image), await scoreOf(scorers.late, image)];
  return {
    image,
    scores: { early, late },
    course: {
      early: [...course.early, early.logit],
      late: [...course.late, late.logit],
    },
  };
}

async function scoreOf({ discriminator }: Scorer, image: Uint8Array): Promise<Score> {
  const { logits, scores } = await scoreImages(discriminator, image);
  const gradient = await imageGradients(discriminator, image);
  return { logit: logits[0] ?? NaN, score: scores[0] ?? NaN, gradient };
}
