import type { MnistDataset } from '../data/mnist';
import { tileImages } from '../data/image-grid';
import { DcganTrainer } from '../training/dcgan-trainer';
import type {
  BackendReport,
  DcganCheckpoint,
  ImageTiles,
  LiveDcganSettings,
  MnistSource,
  OpenRequest,
  RuntimeEvent,
  SavedDcgan,
  SessionInfo,
  TrainingWorkerApi,
} from './protocol';
import { type RunEvent, TrainingRun } from './training-run';

/** What a session needs of its surroundings; the worker's are in `training.worker.ts`. */
export interface SessionEnvironment {
  /** Choose a backend and make it the active one; rejects in Japanese, and changes nothing, if that cannot be. */
  activateBackend(requested: OpenRequest['backend']): Promise<BackendReport>;
  loadImages(source: MnistSource): Promise<MnistDataset>;
  /** Call back if the GPU under the active backend goes away. */
  onDeviceLost(callback: (reason: string) => void): void;
}

type Listener = (event: RuntimeEvent) => void;

/** Rows and columns of the sample grid. */
const gridSize = 8;

/** The worker's side of the protocol: at most one run at a time. */
export class Session implements TrainingWorkerApi {
  private run: TrainingRun | null = null;

  constructor(private readonly environment: SessionEnvironment) {}

  async open(request: OpenRequest, listener: Listener): Promise<SessionInfo> {
    const emit = (event: RunEvent) => {
      listener({ run: request.run, ...event } as RuntimeEvent);
    };
    const progress = (message: string) => {
      emit({ type: 'progress', message, ratio: null });
    };

    progress('学習画像を読み込んでいます');
    const dataset = await this.environment.loadImages(request.source);
    const stepsPerEpoch = countSteps(dataset, request.settings.batchSize);
    await this.run?.pause();
    progress('計算方法を選んでいます');
    const backend = await this.environment.activateBackend(request.backend);

    await this.close();
    progress('ネットワークを用意しています');
    const trainer = createTrainer(request, dataset);
    const run = new TrainingRun({ trainer, stepsPerEpoch, emit, gridSize });
    this.run = run;
    this.environment.onDeviceLost((reason) => {
      run.fail('device-lost', `${reason}。GPUの計算結果は失われています。`);
    });
    await run.begin();
    return {
      backend,
      images: { count: dataset.count, source: request.source.kind },
      stepsPerEpoch,
      parameters: trainer.parameters,
      realSamples: realTiles(dataset),
    };
  }

  start(): Promise<void> {
    return this.opened.start();
  }

  pause(): Promise<void> {
    return this.opened.pause();
  }

  step(): Promise<void> {
    return this.opened.step();
  }

  update(settings: LiveDcganSettings): Promise<void> {
    return this.opened.between((trainer) => {
      trainer.update(settings);
    });
  }

  saveWeights(): Promise<SavedDcgan> {
    return this.opened.between((trainer) => trainer.saveWeights());
  }

  loadWeights(saved: SavedDcgan): Promise<void> {
    return this.opened.replaceWeights(saved);
  }

  checkpoint(which: 'present' | 'last-good'): Promise<DcganCheckpoint | null> {
    const run = this.opened;
    if (which === 'last-good') return Promise.resolve(run.lastGoodState);
    return run.between((trainer) => trainer.state());
  }

  async close(): Promise<void> {
    const run = this.run;
    this.run = null;
    await run?.dispose();
  }

  private get opened(): TrainingRun {
    if (!this.run) throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    return this.run;
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
  const trainer = new DcganTrainer({ settings, dataset, sampleCount: gridSize ** 2 });
  try {
    if (checkpoint) trainer.restore(checkpoint);
    else if (weights) trainer.loadWeights(weights);
  } catch (error) {
    trainer.dispose();
    throw error;
  }
  return trainer;
}

function realTiles({ images, height, width }: MnistDataset): ImageTiles {
  return tileImages({ images, count: gridSize ** 2, height, width, columns: gridSize });
}
