/** Ends a cell that the reader has stopped. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor() {
    super('止めました。');
  }
}
