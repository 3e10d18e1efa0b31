/** Starts workers of the one worker program (`compute.worker.ts`). */

/** What a worker is for. */
export type ComputeRole = 'session' | 'latent-space' | 'class-map' | 'scoring' | 'probe';

export function startComputeWorker(role: ComputeRole): Worker {
  // Vite wants the options written out.
  return new Worker(new URL('./compute.worker.ts', import.meta.url), {
    type: 'module',
    name: role,
  });
}
