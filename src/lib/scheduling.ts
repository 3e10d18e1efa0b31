/**
 * Resolves in a new task of the event loop, so that messages are handled in between.
 *
 * A message channel rather than a timer: timers are clamped to 4 ms, and to 1 s in hidden tabs.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A wait between two steps that can be cut short. */
export class Rest {
  private end: () => void = () => undefined;

  /** Resolves after so many milliseconds, or when it is cut short. */
  take(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** End the wait under way, if there is one. */
  cutShort(): void {
    this.end();
  }
}

/** Runs asynchronous jobs one after the other, in the order in which they are given. */
export class Sequence {
  private last: Promise<unknown> = Promise.resolve();

  /** Run `job` once every earlier one has settled; settles as `job` does. */
  add<Result>(job: () => Promise<Result> | Result): Promise<Result> {
    const result = this.last.then(job);
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** Go on with a value, without waiting where there is nothing to wait for. */
export function after<Value, Result>(
  value: Value | Promise<Value>,
  then: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(then) : then(value);
}
