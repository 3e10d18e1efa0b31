/**
 * Where a cell's run stands, whatever it trains.
 *
 * `idle`: no session · `preparing`: one is being opened · `stepping`: a single step is under way ·
 * `stopping`: the last step of a run is · `failed`: the session can't go on, at most be restored.
 */
export type Phase =
  'idle' | 'preparing' | 'running' | 'stepping' | 'stopping' | 'paused' | 'finished' | 'failed';

/** For screen readers, before the run's numbers; of other phases something else speaks. */
export const spokenPhases: Partial<Record<Phase, string>> = {
  running: '学習中',
  stepping: '学習中',
  stopping: '学習中',
  paused: '一時停止しています',
  finished: '学習を終えました',
};

/** For the reader, as a cell's badge shows it. */
export const phaseLabels = {
  idle: '実行前',
  preparing: '準備中',
  running: '学習中',
  stepping: '学習中',
  stopping: '停止中',
  paused: '一時停止',
  finished: '学習終了',
  failed: '学習停止',
} as const satisfies Record<Phase, string>;
