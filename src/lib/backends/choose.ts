import {
  backendNames,
  type BackendMeasurement,
  type BackendName,
  type BackendReport,
} from './report';

/** What a backend's probe found: a time, or why there is none. */
export type ProbeResult = Omit<BackendMeasurement, 'backend'>;

export interface ChooseBackendOptions {
  /** A backend that the reader asked for, or `auto`. */
  readonly requested: BackendName | 'auto';
  /**
   * Measures one backend away from the session, so that one that hangs or fails harms nothing.
   * Must settle in bounded time.
   */
  readonly probe: (backend: BackendName) => Promise<ProbeResult>;
}

/** The choice without what only the activated backend can tell. */
export type BackendChoice = Omit<BackendReport, 'threads'>;

/**
 * Choose the backend that trains fastest here, by measuring each: names tell little, since a WebGL
 * that is rendered in software is far slower than WebAssembly.
 *
 * The plain CPU backend is measured only if nothing else works; it is the slowest everywhere.
 *
 * @throws in Japanese if the requested backend, or every backend, cannot be used
 */
export async function chooseBackend(options: ChooseBackendOptions): Promise<BackendChoice> {
  const { requested, probe } = options;
  const measure = async (backend: BackendName) => ({ backend, ...(await probe(backend)) });
  if (requested !== 'auto') return chooseRequested(await measure(requested));

  const measurements: BackendMeasurement[] = [];
  for (const backend of backendNames) {
    const isNeeded = backend !== 'cpu' || !fastest(measurements);
    // One after the other, so that they do not slow each other down.
    if (isNeeded) measurements.push(await measure(backend));
  }
  const best = fastest(measurements);
  if (!best) {
    const reasons = measurements.map(({ backend, note }) => `${backend}：${note}`).join('、');
    throw new Error(`このブラウザで使える計算方法が見つかりませんでした（${reasons}）。`);
  }
  return { backend: best.backend, chosenBy: 'measurement', measurements };
}

function chooseRequested(measurement: BackendMeasurement): BackendChoice {
  const { backend, milliseconds, note } = measurement;
  if (milliseconds === null) {
    throw new Error(`選ばれた計算方法「${backend}」はこの環境では使えません（${note}）。`);
  }
  return { backend, chosenBy: 'reader', measurements: [measurement] };
}

function fastest(measurements: readonly BackendMeasurement[]): BackendMeasurement | undefined {
  const time = ({ milliseconds }: BackendMeasurement) => milliseconds ?? Infinity;
  return measurements
    .filter(({ milliseconds }) => milliseconds !== null)
    .sort((a, b) => time(a) - time(b))[0];
}
