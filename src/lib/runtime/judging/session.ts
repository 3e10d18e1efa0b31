import type { MnistDataset } from '../../data/mnist';
import { pickDigit } from '../../data/pick-digit';
import { imageGradients, scoreImages } from '../../inspection/image-scores';
import { stepUp } from '../../inspection/step-up';
import { imageSize } from '../../models/dcgan';
import type { SavedDcgan } from '../protocol';
import { Sequence } from '../scheduling';
import { type Judge, type JudgeFiles, loadJudge, restoreJudge } from './judges';
import {
  type ImageSource,
  type JudgeAccounts,
  type Judgement,
  type JudgeName,
  type JudgeRequest,
  type JudgingWorkerApi,
  stepSize,
  type Verdict,
} from './protocol';

/** What a session needs of its surroundings; the worker's are in `judging.worker.ts`. */
export interface JudgingEnvironment extends JudgeFiles {
  /** Called before anything is computed. */
  activateBackend(): Promise<void>;
  /** The shipped digits; asked for only once they are wanted. */
  loadDigits(): Promise<MnistDataset>;
}

type Judges = Readonly<Record<JudgeName, Judge>>;

const size = imageSize ** 2;

/** The worker's side of the protocol: two discriminators at a time. */
export class JudgingSession implements JudgingWorkerApi {
  private readonly work = new Sequence();
  private judges: Judges | null = null;
  private digits: MnistDataset | null = null;
  /** The last request and its answer, which a request for more steps goes on from. */
  private last: { readonly request: JudgeRequest; readonly answer: Judgement } | null = null;

  constructor(private readonly environment: JudgingEnvironment) {}

  open(own: SavedDcgan | null): Promise<JudgeAccounts> {
    return this.work.add(async () => {
      await this.environment.activateBackend();
      const early = this.judges?.early ?? (await loadJudge('early', this.environment));
      const late = own
        ? await restoreJudge({ saved: own, early, digits: await this.loadDigits() })
        : await loadJudge('late', this.environment);
      this.judges?.late.discriminator.dispose();
      this.judges = { early, late };
      this.last = null;
      return { early: early.account, late: late.account };
    });
  }

  picture({ kind, seed }: ImageSource): Promise<Uint8Array> {
    return this.work.add(async () => {
      if (kind === 'digit') return pickDigit(await this.loadDigits(), seed).image;
      const { samples } = this.needJudges()[kind];
      const index = seed % (samples.length / size);
      return samples.slice(index * size, (index + 1) * size);
    });
  }

  judge(request: JudgeRequest): Promise<Judgement> {
    return this.work.add(async () => {
      const judges = this.needJudges();
      let answer = this.resumed(request) ?? (await this.begin(judges, request.image));
      for (const name of request.steps.slice(answer.course.early.length - 1)) {
        const image = stepUp(answer.image, answer.verdicts[name].gradient, stepSize);
        answer = await judged(judges, image, answer.course);
      }
      this.last = { request, answer };
      return answer;
    });
  }

  private begin(judges: Judges, image: Uint8Array): Promise<Judgement> {
    if (image.length !== size) {
      throw new RangeError(`an image has ${size} pixels here, received ${image.length}`);
    }
    return judged(judges, image, { early: [], late: [] });
  }

  /** The last answer, if it is on the way to this one. */
  private resumed({ image, steps }: JudgeRequest): Judgement | null {
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

  private needJudges(): Judges {
    if (!this.judges) throw new Error('識別器がまだありません。先に「実行」を押してください。');
    return this.judges;
  }
}

async function judged(
  judges: Judges,
  image: Uint8Array,
  course: Judgement['course'],
): Promise<Judgement> {
  const [early, late] = [await verdictOf(judges.early, image), await verdictOf(judges.late, image)];
  return {
    image,
    verdicts: { early, late },
    course: {
      early: [...course.early, early.logit],
      late: [...course.late, late.logit],
    },
  };
}

async function verdictOf({ discriminator }: Judge, image: Uint8Array): Promise<Verdict> {
  const { logits, scores } = await scoreImages(discriminator, image);
  const gradient = await imageGradients(discriminator, image);
  return { logit: logits[0] ?? NaN, score: scores[0] ?? NaN, gradient };
}
