/**
 * The one worker program. What a worker is for, it is told by its name: a session that trains, a
 * lookup that answers, or the probe of a backend. The library is the same file for all of them.
 */
import { expose } from 'comlink';

/** What a worker is for. */
export type ComputeRole =
  'session' | 'latent-space' | 'class-map' | 'scoring' | 'refining' | 'stackgan' | 'probe';

const roles: Readonly<Record<ComputeRole, () => Promise<object>>> = {
  session: async () => (await import('./session/environment')).createSession(createProbe),
  'latent-space': async () => (await import('./lookups/environment')).createLatentSpace(),
  'class-map': async () => (await import('./lookups/environment')).createClassMap(),
  scoring: async () => (await import('./lookups/environment')).createScoring(),
  refining: async () => (await import('./lookups/environment')).createRefining(),
  stackgan: async () => (await import('./lookups/environment')).createStackgan(),
  probe: async () => (await import('./backends/probe')).probeApi,
};

/** Another worker of this program, which measures one backend. */
function createProbe(): Worker {
  return new Worker(self.location.href, { type: 'module', name: 'probe' });
}

type Api = Readonly<Record<string, (...parameters: unknown[]) => unknown>>;

/** An API whose program is loaded by its first call; at once exposed, so that no message is lost. */
function lazily(load: () => Promise<object>): object {
  let loading: Promise<object> | null = null;
  const loaded = (): Promise<object> => {
    loading ??= load().catch((error: unknown) => {
      // A network that failed once may not fail again.
      loading = null;
      throw error;
    });
    return loading;
  };
  return new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        async (...parameters: unknown[]) => {
          const api = (await loaded()) as Api;
          return api[name]?.(...parameters);
        },
    },
  );
}

expose(lazily(roles[self.name as ComputeRole]));
