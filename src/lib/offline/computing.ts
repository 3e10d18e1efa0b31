/** Whether cells compute, in this tab or another of the site: a lock that whoever computes holds. */
const lock = 'hajimete-no-gan-computing';

/** Holds the lock while something computes; in one page any number of these. */
export class ComputingSign {
  private release: (() => void) | null = null;

  /** After every change; the same again changes nothing. */
  show(isComputing: boolean): void {
    if (isComputing === (this.release !== null)) return;
    this.release?.();
    this.release = null;
    if (!isComputing) return;
    const held = new Promise<void>((resolve) => (this.release = resolve));
    // Where locks are refused there is no service worker either, which is who asks.
    void locks()
      ?.request(lock, { mode: 'shared' }, () => held)
      .catch(() => undefined);
  }
}

export async function isComputing(): Promise<boolean> {
  try {
    const { held } = (await locks()?.query()) ?? {};
    return held?.some(({ name }) => name === lock) ?? false;
  } catch {
    return false;
  }
}

function locks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks;
}
