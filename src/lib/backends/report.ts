/** The backends that training can run on, in the order in which a tie is decided. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];
/** A backend that the reader asked for, or `auto` for the fastest measured. */
export type BackendChoiceName = BackendName | 'auto';

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
  /** Whether the reader asked for this backend, it was the fastest measured, or the family needs it. */
  readonly chosenBy: 'reader' | 'measurement' | 'family';
  readonly measurements: readonly BackendMeasurement[];
  /** When they were taken, in milliseconds since 1970, if on an earlier visit. */
  readonly measuredAt?: number;
}
