/** Browsers freeze hidden pages that compute, unless they hold a lock. */
const lock = 'notebook-run';

/** Hold one until something is done. */
export async function whileAwake<Result>(done: Promise<Result>): Promise<Result> {
  const { locks } = navigator as { readonly locks?: LockManager };
  // Pages of one browser compute beside each other.
  locks?.request(lock, { mode: 'shared' }, () => done).catch(() => undefined);
  return done;
}
