import type { BackendName } from '@lib/runtime/protocol';
import { download } from '../shared/download';
import type { BackendChoiceName, DcganSettingName, PresetName } from './controls';
import { parseDraft } from './derived';
import { areWeights } from './files';
import type { DcganRunner } from './runner';
import type { Action, DcganState } from './state';

/** What a reader can ask of the cell; the view calls these and nothing else. */
export interface Commands {
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** Go on from the last good state after a failure, on another backend if one is given. */
  resume(backend?: BackendName): void;
  choosePreset(preset: PresetName): void;
  edit(name: DcganSettingName, value: string): void;
  /** The reader is done with a field. */
  commit(): void;
  changeBackend(backend: BackendChoiceName): void;
  useFiles(files: readonly File[]): void;
  useShippedImages(): void;
  loadWeights(files: readonly File[]): void;
  /** Images or weights, whichever they are. */
  takeDropped(files: readonly File[]): void;
  saveImage(): void;
  saveWeights(): void;
  /** Measure the generator now. */
  measureQuality(): void;
  /** @param index of a sample, from 0 */
  inspectSample(index: number): void;
  bestSamples(): void;
  /** Go on from the last state whose images were varied, with the settings of the form. */
  rewind(): void;
  /** Load what the panel of the film is made of. */
  openFilm(): void;
  dismissNotice(): void;
}

/** What the commands need of what is on the screen. */
export interface Surface {
  samplesPng(): Promise<Blob>;
  /** Put the keyboard back to the run button, when the button pressed is about to vanish. */
  focusRun(): Promise<void>;
  /** Show the first field that holds an unusable value. */
  focusProblem(): Promise<void>;
}

export interface CommandsOptions {
  readonly runner: DcganRunner;
  readonly getState: () => DcganState;
  readonly dispatch: (action: Action) => void;
  readonly surface: Surface;
}

export function createCommands(options: CommandsOptions): Commands {
  const { runner, dispatch, surface } = options;
  const loadWeights = (files: readonly File[]) => void runner.loadWeights(files);
  const useFiles = (files: readonly File[]) => void runner.useFiles(files);
  return {
    ...training(options),
    ...settings(options),
    changeBackend: (backend) => void runner.changeBackend(backend),
    useFiles,
    useShippedImages: () => void runner.useShippedImages(),
    loadWeights,
    takeDropped: (files) => (areWeights(files) ? loadWeights : useFiles)(files),
    ...saving(options),
    measureQuality: () => void runner.measureQuality(),
    inspectSample: (index) => void runner.inspectSample(index),
    bestSamples: () => void runner.bestSamples(),
    rewind: () => {
      dispatch({ type: 'commit' });
      void runner.rewind();
      void surface.focusRun();
    },
    openFilm: () => {
      import('./film/training-film').catch(() => {
        const text =
          '記録映像のプログラムを読み込めませんでした。接続を確かめて、欄をもう一度開いてください。';
        dispatch({ type: 'notice', notice: { tone: 'error', text } });
      });
    },
    dismissNotice: () => {
      dispatch({ type: 'notice', notice: null });
      void surface.focusRun();
    },
  };
}

function training({ runner, getState, dispatch, surface }: CommandsOptions) {
  /** The runner refuses unusable values in words; this shows where they are. */
  const check = () => {
    dispatch({ type: 'commit' });
    if (!parseDraft(getState().draft).ok) void surface.focusProblem();
  };
  return {
    run: () => {
      check();
      void runner.run();
    },
    pause: () => void runner.pause(),
    step: () => {
      check();
      void runner.step();
    },
    reset: () => {
      check();
      void runner.reset();
      if (getState().failure) void surface.focusRun();
    },
    resume: (backend?: BackendName) => {
      check();
      // After a failure this only says what the next session shall use.
      if (backend) void runner.changeBackend(backend);
      void runner.resume();
      void surface.focusRun();
    },
  };
}

function settings({ runner, dispatch }: CommandsOptions) {
  return {
    choosePreset: (preset: PresetName) => {
      dispatch({ type: 'preset', preset });
      void runner.applySettings();
    },
    edit: (name: DcganSettingName, value: string) => {
      dispatch({ type: 'edit', name, value });
    },
    commit: () => {
      dispatch({ type: 'commit' });
      void runner.applySettings();
    },
  };
}

function saving({ runner, getState, dispatch, surface }: CommandsOptions) {
  const save = async (make: () => Promise<Blob | null>, name: string) => {
    try {
      const blob = await make();
      if (blob) download(blob, name);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      dispatch({ type: 'notice', notice: { tone: 'error', text } });
    }
  };
  return {
    saveImage: () => {
      const step = getState().samples?.step ?? 0;
      void save(() => surface.samplesPng(), `dcgan-step${step}.png`);
    },
    saveWeights: () => {
      const { step } = getState();
      void save(() => runner.weightsZip(), `dcgan-weights-step${step}.zip`);
    },
  };
}
