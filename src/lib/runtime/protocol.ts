/**
 * The typed protocol between a cell (main thread) and the training worker.
 *
 * A cell opens a session, then only sends commands; everything it draws arrives as
 * {@link RuntimeEvent}s. Every event carries the `run` that it belongs to, so that a cell (or the
 * client on its behalf) can drop what an older run still had under way.
 */

import type { DigitQuality } from '../metrics/quality';

/** The backends that training can run on, in the order in which a tie is decided. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** What one backend showed when the worker measured it. */
export interface BackendMeasurement {
  readonly backend: BackendName;
  /** Median milliseconds of the probe's training step; `null` when it could not be used. */
  readonly milliseconds: number | null;
  /** Why it could not be used, or a detail such as the renderer's or thread count's name (Japanese). */
  readonly note: string;
}

/** The backend in use, with every measurement behind the choice. */
export interface BackendReport {
  readonly backend: BackendName;
  /** Threads that the WASM backend computes with; 1 on every other backend. */
  readonly threads: number;
  /** Whether the reader asked for this backend, or it was the fastest measured. */
  readonly chosenBy: 'reader' | 'measurement';
  readonly measurements: readonly BackendMeasurement[];
}

export type GeneratorLossName = 'non-saturating' | 'saturating';

/** Departures from the article's model and training, to see what its choices are for; none by default. */
export interface DcganVariant {
  /** The networks: the DCGAN, or the multilayer perceptrons of 2014 (T7), to which only `discriminatorDropout` and what is said of the training apply. */
  readonly network?: 'dcgan' | 'mlp';
  /** Whether D has its dropout; true by default. */
  readonly discriminatorDropout?: boolean;
  /** Batch normalization in D (C5): before every activation but the first convolution's, as in the paper, or before all. */
  readonly discriminatorNormalization?: 'none' | 'hidden' | 'everywhere';
  /** Whether real and fake images go through D in batches of their own; matters to batch normalization only. */
  readonly separateBatches?: boolean;
  /** Batch normalization within G (D7), before each activation but the last; `hidden` by default. */
  readonly generatorNormalization?: 'hidden' | 'none';
  /** Batch normalization also at G's output, before tanh (D7). */
  readonly generatorOutputNormalization?: boolean;
  /** How D shrinks its feature maps (D4). */
  readonly discriminatorDownsampling?: 'strides' | 'max-pooling';
  /** D's activations (D8). */
  readonly discriminatorActivation?: 'leaky-relu' | 'relu' | 'prelu';
  /** What G learns by: Adam, or gradient descent, whose momentum is `generatorBeta1` then. */
  readonly generatorOptimizer?: 'adam' | 'sgd';
  /** One-sided label smoothing (Salimans et al. 2016, §3.4): D's target for real images, in (0.5, 1]; 1 by default. */
  readonly realTarget?: number;
}

/** Settings of a DCGAN run (outline C7–C10). All take effect on `open`; those in {@link LiveDcganSettings} also while it runs. */
export interface DcganSettings {
  readonly generatorLoss: GeneratorLossName;
  /** Adam step size of the discriminator, > 0. */
  readonly discriminatorLearningRate: number;
  /** Adam β1 of the discriminator, in [0, 1). */
  readonly discriminatorBeta1: number;
  readonly generatorLearningRate: number;
  readonly generatorBeta1: number;
  /** Real images per discriminator step, and fakes per step of either network. */
  readonly batchSize: number;
  /** Passes over the training images after which the run is finished. */
  readonly epochs: number;
  /** Any 32-bit unsigned integer; the same seed on the same backend gives the same run. */
  readonly seed: number;
}

/** The settings that may be changed while a run goes on. */
export type LiveDcganSettings = Omit<DcganSettings, 'batchSize' | 'seed'>;

/** Where the training images come from. */
export type MnistSource =
  | { readonly kind: 'shipped' }
  | {
      /** The reader's own IDX files, plain or gzip-compressed, in any order. */
      readonly kind: 'files';
      readonly files: readonly { readonly name: string; readonly bytes: ArrayBuffer }[];
    };

/** A network in tfjs's LayersModel format: what `model.json` and its weights file hold. */
export interface SavedNetwork {
  readonly modelTopology: object;
  readonly weightSpecs: readonly { name: string; shape: number[]; dtype: string }[];
  readonly weightData: ArrayBuffer;
}

/** Both networks, as saved to and loaded from the reader's disk. */
export interface SavedDcgan {
  readonly generator: SavedNetwork;
  readonly discriminator: SavedNetwork;
}

/** Everything needed to go on with a run exactly where it stood (networks, optimizers, random state). */
export interface DcganCheckpoint {
  readonly step: number;
  /** Updates that each optimizer's moments are from: all of the run's, or those since weights were loaded. */
  readonly optimizerSteps: { readonly generator: number; readonly discriminator: number };
  readonly settings: DcganSettings;
  /** As the run was opened with; its networks are of this shape. */
  readonly variant?: DcganVariant;
  /** Named weight arrays of both networks and both optimizers. */
  readonly arrays: Readonly<Record<string, Float32Array>>;
  readonly randomStates: Readonly<Record<string, readonly number[]>>;
}

export interface OpenRequest {
  /** Counts the runs of one cell; comes back in every event of this run. */
  readonly run: number;
  readonly settings: DcganSettings;
  /** The article's model and training if left out; with a checkpoint, the checkpoint's variant counts. */
  readonly variant?: DcganVariant;
  /** A backend to use, or `auto` for the fastest measured. */
  readonly backend: BackendName | 'auto';
  readonly source: MnistSource;
  /** Go on from here instead of from fresh weights. */
  readonly checkpoint?: DcganCheckpoint;
  /** Start from these networks (fresh optimizers) instead of from fresh weights. */
  readonly weights?: SavedDcgan;
}

/** What the cell shows about a session once it is open. */
export interface SessionInfo {
  readonly backend: BackendReport;
  readonly images: { readonly count: number; readonly source: 'shipped' | 'files' };
  readonly stepsPerEpoch: number;
  readonly parameters: { readonly generator: number; readonly discriminator: number };
  /** Real images for comparison: 64 tiles, laid out like {@link SamplesEvent}. */
  readonly realSamples: ImageTiles;
}

/** Greyscale images laid in one grid, row by row: `[rows * height, columns * width]` bytes, 0 black to 255 white. */
export interface ImageTiles {
  readonly pixels: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly tileHeight: number;
  readonly tileWidth: number;
}

/** The plain numbers of one adversarial step. */
export interface StepMetrics {
  /** Steps done so far, 1 for the first. */
  readonly step: number;
  /** Mean over the batch of the discriminator's binary cross-entropy, in nats, on [real | fake]. */
  readonly discriminatorLoss: number;
  /** The generator's loss in use, in nats. */
  readonly generatorLoss: number;
  /** Mean D(x) on the real half of the batch, in [0, 1]. */
  readonly realScore: number;
  /** Mean D(G(z)) on the fake half of the discriminator's batch, in [0, 1]. */
  readonly fakeScore: number;
}

/** The same, with what G's update met with, before it. */
export interface DuelStepMetrics extends StepMetrics {
  /** Mean D(G(z)) on G's own batch, in [0, 1]. */
  readonly generatorScore: number;
  /** Euclidean norm of the gradient on all of G's parameters. */
  readonly generatorGradient: number;
}

export type RuntimeEvent = { readonly run: number } & (
  | {
      readonly type: 'progress';
      readonly message: string;
      /** 0 to 1, `null` if unknown. */ readonly ratio: number | null;
    }
  | {
      readonly type: 'metrics';
      /** Every step since the last such event, oldest first. */
      readonly steps: readonly StepMetrics[];
      readonly epoch: number;
      /** Batch within the epoch, from 1. */
      readonly batch: number;
      readonly stepsPerSecond: number;
      /** Milliseconds of training so far, pauses left out. */
      readonly elapsedMs: number;
      /** Milliseconds to the last epoch's end at the present pace. */
      readonly remainingMs: number;
    }
  | SamplesEvent
  | { readonly type: 'quality'; readonly reading: QualityReading }
  | { readonly type: 'status'; readonly status: 'running' | 'paused' | 'finished' }
  | FailureEvent
);

export interface SamplesEvent {
  readonly type: 'samples';
  readonly step: number;
  readonly tiles: ImageTiles;
}

/** What the digit classifier made of the generator's images at one step. */
export interface QualityReading {
  readonly step: number;
  readonly quality: DigitQuality;
  /** The same numbers for as many real images: what the best generator would have. */
  readonly floor: DigitQuality;
  /** The collapse that the last measurements show together; `null` for none. */
  readonly collapse: { readonly cause: 'classes' | 'images'; readonly since: number } | null;
  /** Step of the `healthy` checkpoint; `null` while there is none. */
  readonly healthyStep: number | null;
}

/** One of the run's fixed samples beside the training image nearest to it. */
export interface SampleInspection {
  readonly step: number;
  /** Of the sample, from 0. */
  readonly index: number;
  /** `[28, 28]` bytes, as `nearest`. */
  readonly image: Uint8Array;
  readonly nearest: Uint8Array;
  readonly nearestIndex: number;
  /** Euclidean distance of the pixels, in grey levels. */
  readonly distance: number;
  /** D of the sample, in [0, 1]. */
  readonly score: number;
}

/** The first of the run's samples, each with the training image nearest to it. */
export interface NearestSamples {
  readonly step: number;
  /** `[count, 28, 28]` bytes, as `nearest`. */
  readonly images: Uint8Array;
  readonly nearest: Uint8Array;
  /** Euclidean distances of the pixels, in grey levels. */
  readonly distances: readonly number[];
  /** Mean distance of some training images to the nearest other one: what new ones from the same source have. */
  readonly realDistance: number;
}

/** New samples that D takes for real most, best first. */
export interface BestSamples {
  readonly step: number;
  /** Images that they were chosen among. */
  readonly candidates: number;
  readonly tiles: ImageTiles;
  readonly scores: readonly number[];
}

export interface FailureEvent {
  readonly type: 'failure';
  /** `diverged`: NaN or infinite losses; `device-lost`: the GPU context went away; `internal`: anything else. */
  readonly kind: 'diverged' | 'device-lost' | 'internal';
  /** For the reader, in Japanese. */
  readonly message: string;
  /** The last step whose state is good and can be restored, or `null`. */
  readonly lastGoodStep: number | null;
}

export type CheckpointName = 'present' | 'last-good' | 'healthy';

/** What the worker offers through Comlink. All reject with a Japanese `Error` on bad input and leave the session as it was. */
export interface TrainingWorkerApi {
  /** Prepare a session: choose the backend, load the images, build both networks, draw the first samples. Pauses any earlier session, and ends it once nothing can go wrong any more. */
  open(request: OpenRequest, listener: (event: RuntimeEvent) => void): Promise<SessionInfo>;
  /** Train until paused or finished; resolves as soon as training has begun. With `restMs`, it rests that long after each step, so that every one can be seen. */
  start(restMs?: number): Promise<void>;
  /** Stop after the step under way. */
  pause(): Promise<void>;
  /** Do exactly one adversarial step, then pause. */
  step(): Promise<void>;
  /** Change settings of the run in place. */
  update(settings: LiveDcganSettings): Promise<void>;
  saveWeights(): Promise<SavedDcgan>;
  /** Replace both networks' weights by saved ones; refuses other shapes and keeps the present weights. */
  loadWeights(saved: SavedDcgan): Promise<void>;
  /** The present state, the last good one after a failure, or the last one whose images were varied (`null` when there is none). */
  checkpoint(which: CheckpointName): Promise<DcganCheckpoint | null>;
  /** Measure the generator now, which is done now and then anyway; the reading comes as an event. */
  measureQuality(): Promise<void>;
  /** One of the run's samples, from 0, beside the nearest training image. */
  inspectSample(index: number): Promise<SampleInspection>;
  /** The first samples, `count` of them, with their nearest training images. */
  nearestSamples(count: number): Promise<NearestSamples>;
  bestSamples(): Promise<BestSamples>;
  /** Free every tensor. The worker may be terminated afterwards. */
  close(): Promise<void>;
}
