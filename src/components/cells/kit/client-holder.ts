import type { SessionClient } from '@lib/session/client';

/** The part of the client that a cell needs; tests pass a fake. */
export type Client = Pick<SessionClient, keyof SessionClient>;

/** A cell's client: loaded when it is first needed, let go with its worker when the cell leaves. */
export class ClientHolder<Held extends { dispose(): void }> {
  private client: Promise<Held> | null = null;

  constructor(private readonly load: () => Promise<Held>) {}

  /** `null` while none has been needed. */
  get current(): Promise<Held> | null {
    return this.client;
  }

  /** A download that failed may go well another time. */
  async connect(): Promise<Held> {
    const client = (this.client ??= this.load());
    try {
      return await client;
    } catch (error) {
      // Since then another may have been asked for.
      if (this.client === client) this.client = null;
      throw error;
    }
  }

  release(): void {
    void this.client?.then(
      (client) => {
        client.dispose();
      },
      () => undefined,
    );
    this.client = null;
  }
}
