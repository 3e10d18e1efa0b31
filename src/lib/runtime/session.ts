import type * as tf from '@tensorflow/tfjs';
import { transfer } from 'comlink';
import type { MnistDataset } from '../data/mnist';
import { tileImages } from '../data/image-grid';
import { DcganTrainer } from '../training/dcgan-trainer';
import type {
  BackendName,
  BackendReport,
  BestSamples,
  CheckpointName,
  DcganCheckpoint,
  ImageTiles,
  LiveDcganSettings,
  MnistSource,
  NearestSamples,
  OpenRequest,
  RuntimeEvent,
  SampleInspection,
  SavedDcgan,
  SessionInfo,
  TrainingWorkerApi,
} from './protocol';
import { QualityWatch } from './quality-watch';
import { SampleInspector } from './sample-inspector';
import { Sequence } from './scheduling';
import { type RunEvent, TrainingRun } from './training-run';

/** What a session needs of its surroundings; the worker's are in `training.worker.ts`. */
export interface SessionEnvironment {
  /** Choose a backend and make it the active one; rejects in Japanese, and changes nothing, if that cannot be. */
  activateBackend(requested: OpenRequest['backend']): Promise<BackendReport>;
  loadImages(source: MnistSource): Promise<MnistDataset>;
  /** The classifier that the generator's images are measured with; without it, none are. */
  loadClassifier?(): Promise<tf.LayersModel>;
  /** Call back if the GPU under the active backend goes away. */
  onDeviceLost(callback: (reason: string) => void): void;
}

type Listener = (event: RuntimeEvent) => void;

const notOpened = '学習がまだ準備されていません。先に「実行」を押してください。';

/** Rows and columns of the sample grid. */
const gridSize = 8;

/** The worker's side of the protocol: at most one run at a time. */
export class Session implements TrainingWorkerApi {
  private run: TrainingRun | null = null;
  private looker: SampleInspector | null = null;
  private backend: BackendName | null = null;
  /** Opening and closing take their time, and must not overlap. */
  private readonly changes = new Sequence();

  constructor(private readonly environment: SessionEnvironment) {}

  open(request: OpenRequest, listener: Listener): Promise<SessionInfo> {
    return this.changes.add(() => this.replaceRun(request, listener));
  }

  async start(restMs = 0): Promise<void> {
    await this.opened.start(restMs);
  }

  async pause(): Promise<void> {
    await this.opened.pause();
  }

  async step(): Promise<void> {
    await this.opened.step();
  }

  async update(settings: LiveDcganSettings): Promise<void> {
    await this.opened.between((trainer) => {
      trainer.update(settings);
    });
  }

  async saveWeights(): Promise<SavedDcgan> {
    const saved = await this.opened.between((trainer) => trainer.saveWeights());
    // Copying tens of megabytes would hold up the page.
    return transfer(saved, [saved.generator.weightData, saved.discriminator.weightData]);
  }

  async loadWeights(saved: SavedDcgan): Promise<void> {
    await this.opened.replaceWeights(saved);
  }

  async measureQuality(): Promise<void> {
    await this.opened.measureQuality();
  }

  async inspectSample(index: number): Promise<SampleInspection> {
    const { inspector } = this;
    return this.opened.between((trainer) => inspector.inspect(trainer, index));
  }

  async nearestSamples(count: number): Promise<NearestSamples> {
    const { inspector } = this;
    return this.opened.between((trainer) => inspector.nearestTo(trainer, count));
  }

  async bestSamples(): Promise<BestSamples> {
    const { inspector } = this;
    return this.opened.between((trainer) => inspector.best(trainer));
  }

  async checkpoint(which: CheckpointName): Promise<DcganCheckpoint | null> {
    const run = this.opened;
    if (which === 'last-good') return run.lastGoodState;
    if (which === 'healthy') return run.healthyState;
    const state = await run.between((trainer) => trainer.state());
    return transfer(
      state,
      Object.values(state.arrays).map(({ buffer }) => buffer),
    );
  }

  close(): Promise<void> {
    return this.changes.add(() => this.endRun());
  }

  private async replaceRun(request: OpenRequest, listener: Listener): Promise<SessionInfo> {
    const emit = (event: RunEvent) => {
      listener({ run: request.run, ...event } as RuntimeEvent);
    };
    const progress = (message: string) => {
      emit({ type: 'progress', message, ratio: null });
    };

    // Before anything that can fail: then the older run is left paused, whatever it was that failed.
    await this.run?.pause();
    progress('学習画像を読み込んでいます');
    const dataset = await this.environment.loadImages(request.source);
    const stepsPerEpoch = countSteps(dataset, request.settings.batchSize);
    progress('計算方法を選んでいます');
    const backend = await this.environment.activateBackend(request.backend);
    try {
      progress('ネットワークを用意しています');
      const trainer = createTrainer(request, dataset);
      const { loadClassifier } = this.environment;
      const quality = loadClassifier ? new QualityWatch({ dataset, loadClassifier }) : null;
      const run = new TrainingRun({ trainer, stepsPerEpoch, emit, gridSize, quality });
      await this.begin(run);
      // Only now that nothing can go wrong any more.
      await this.endRun();
      this.run = run;
      this.looker = new SampleInspector(dataset);
      this.backend = backend.backend;
      return {
        backend,
        images: { count: dataset.count, source: request.source.kind },
        stepsPerEpoch,
        parameters: trainer.parameters,
        realSamples: realTiles(dataset),
      };
    } catch (error) {
      await this.returnToBackend();
      throw error;
    }
  }

  private async begin(run: TrainingRun): Promise<void> {
    this.environment.onDeviceLost((reason) => {
      run.fail('device-lost', `${reason}。GPUの計算結果は失われています。`);
    });
    try {
      await run.begin();
    } catch (error) {
      await run.dispose();
      throw error;
    }
  }

  /** The older run, which stays, goes on where its tensors are. */
  private async returnToBackend(): Promise<void> {
    if (this.backend) await this.environment.activateBackend(this.backend).catch(() => undefined);
  }

  private async endRun(): Promise<void> {
    const { run } = this;
    this.run = null;
    this.looker = null;
    this.backend = null;
    await run?.dispose();
  }

  private get opened(): TrainingRun {
    if (!this.run) throw new Error(notOpened);
    return this.run;
  }

  private get inspector(): SampleInspector {
    if (!this.looker) throw new Error(notOpened);
    return this.looker;
  }
}

function countSteps({ count }: MnistDataset, batchSize: number): number {
  const steps = Math.floor(count / batchSize);
  if (steps < 1) {
    throw new Error(
      `バッチサイズは${batchSize}ですが、学習画像は${count}枚です。画像の枚数以下にしてください。`,
    );
  }
  return steps;
}

function createTrainer(request: OpenRequest, dataset: MnistDataset): DcganTrainer {
  const { settings, checkpoint, weights } = request;
  const { variant = {} } = checkpoint ?? request;
  const trainer = new DcganTrainer({ settings, variant, dataset, sampleCount: gridSize ** 2 });
  try {
    if (checkpoint) trainer.restore(checkpoint);
    else if (weights) trainer.loadWeights(weights);
  } catch (error) {
    trainer.dispose();
    throw error;
  }
  return trainer;
}

function realTiles({ images, count, height, width }: MnistDataset): ImageTiles {
  return tileImages({
    images,
    count: Math.min(count, gridSize ** 2),
    height,
    width,
    columns: gridSize,
  });
}
