import type * as tf from '@tensorflow/tfjs';
import type { MnistDataset } from '../../data/mnist';
import type { BackendName, BackendReport } from '../protocol';
import { Sequence } from '../scheduling';
import { DcganLane, type Lane } from './lane';
import type {
  ComparisonInfo,
  ComparisonLane,
  ComparisonListener,
  ComparisonOpenRequest,
  ComparisonRunEvent,
  ComparisonWorkerApi,
} from './protocol';
import { ComparisonRun } from './run';

/** What a session needs of its surroundings. */
export interface ComparisonEnvironment {
  readonly activateBackend: (requested: BackendName | 'auto') => Promise<BackendReport>;
  readonly loadImages: () => Promise<MnistDataset>;
  readonly loadClassifier: () => Promise<tf.LayersModel>;
  /** Tells when the GPU's context is gone. */
  readonly onDeviceLost: (listener: (reason: string) => void) => void;
  /** Tests pass lanes without networks. */
  readonly createLane?: (plan: ComparisonLane, dataset: MnistDataset) => Lane;
}

/** The worker's side of the protocol: at most one run at a time. */
export class ComparisonSession implements ComparisonWorkerApi {
  private run: ComparisonRun | null = null;
  private dataset: Promise<MnistDataset> | null = null;
  /** Opening must not overlap. */
  private readonly changes = new Sequence();

  constructor(private readonly environment: ComparisonEnvironment) {}

  open(request: ComparisonOpenRequest, listener: ComparisonListener): Promise<ComparisonInfo> {
    return this.changes.add(() => this.replaceRun(request, listener));
  }

  async start(): Promise<void> {
    await this.opened.start();
  }

  async pause(): Promise<void> {
    await this.opened.pause();
  }

  async step(): Promise<void> {
    await this.opened.step();
  }

  private async replaceRun(
    request: ComparisonOpenRequest,
    listener: ComparisonListener,
  ): Promise<ComparisonInfo> {
    // Before the new one is made: two comparisons together may be more than the memory holds.
    await this.run?.dispose();
    this.run = null;
    const emit = (event: ComparisonRunEvent) => {
      listener({ run: request.run, ...event });
    };
    emit({ type: 'progress', message: '学習画像を読み込んでいます' });
    const dataset = await this.images();
    emit({ type: 'progress', message: '計算方法を選んでいます' });
    const backend = await this.environment.activateBackend(request.backend);
    emit({ type: 'progress', message: 'ネットワークを用意しています' });
    const { loadClassifier } = this.environment;
    const run = new ComparisonRun({
      lanes: this.createLanes(request.lanes, dataset),
      plan: request,
      measuring: { dataset, loadClassifier },
      emit,
    });
    this.environment.onDeviceLost((reason) => {
      run.fail(`${reason}。GPUの計算結果は失われています。リセットしてください。`);
    });
    try {
      await run.begin();
    } catch (error) {
      await run.dispose();
      throw error;
    }
    this.run = run;
    return { backend };
  }

  private images(): Promise<MnistDataset> {
    this.dataset ??= this.environment.loadImages().catch((error: unknown) => {
      // A network that failed once may not fail again.
      this.dataset = null;
      throw error;
    });
    return this.dataset;
  }

  private createLanes(plans: readonly ComparisonLane[], dataset: MnistDataset): Lane[] {
    const create = this.environment.createLane ?? ((plan, images) => new DcganLane(plan, images));
    const lanes: Lane[] = [];
    try {
      for (const plan of plans) lanes.push(create(plan, dataset));
      return lanes;
    } catch (error) {
      for (const lane of lanes) lane.dispose();
      throw error;
    }
  }

  private get opened(): ComparisonRun {
    if (!this.run) throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    return this.run;
  }
}
