/**
 * Which of several tabs edits a notebook: one does, the others read and may ask it to hand over. Without
 * Web Locks every tab edits; what that may bring about is settled by the documents' numbers.
 */

export type EditingState = 'here' | 'elsewhere';

export interface EditingOptions {
  readonly notebook: string;
  /** Also called once at the beginning. */
  readonly onChange: (state: EditingState) => void;
  /** Another tab wants to edit: write what is not written yet. */
  readonly beforeHandOver: () => Promise<void>;
  /** Another tab has written: what is shown here may be old. */
  readonly onWritten?: () => void;
  /** The browser's, if left out. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  readonly createChannel?: (name: string) => BroadcastChannel;
}

type Message = 'hand-over' | 'written';

export class EditingLock {
  private readonly locks: Pick<LockManager, 'request'> | undefined;
  private readonly channel: BroadcastChannel;
  private readonly name: string;
  private shown: EditingState | null = null;
  private letGo: (() => void) | null = null;
  private isClosed = false;

  constructor(private readonly options: EditingOptions) {
    this.name = `notebook:${options.notebook}`;
    this.locks = 'locks' in options ? options.locks : globalThis.navigator?.locks;
    this.channel = (options.createChannel ?? ((name) => new BroadcastChannel(name)))(this.name);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === 'written') options.onWritten?.();
      else void this.handOver();
    };
    void this.begin();
  }

  get state(): EditingState {
    return this.shown ?? 'elsewhere';
  }

  /** Ask the tab that edits to hand over. Resolves once it has; at once where this one edits. */
  async askForHandOver(): Promise<void> {
    if (this.state === 'here') return;
    const mine = this.hold({});
    this.send('hand-over');
    await mine;
  }

  /** Tell the other tabs that they show what is old. */
  tellWritten(): void {
    this.send('written');
  }

  close(): void {
    this.isClosed = true;
    this.letGo?.();
    this.channel.close();
  }

  private async begin(): Promise<void> {
    if (!this.locks) this.show('here');
    else if (!(await this.hold({ ifAvailable: true }))) this.show('elsewhere');
  }

  /** @returns whether the lock has been had, as soon as that is known */
  private hold(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const request = this.locks?.request(this.name, options, (lock) => {
        if (!lock || this.isClosed) {
          resolve(false);
          return;
        }
        resolve(true);
        const held = new Promise<void>((done) => (this.letGo = done));
        this.show('here');
        return held;
      });
      // A frame without an origin has no locks.
      request?.catch(() => {
        this.show('here');
        resolve(true);
      });
    });
  }

  private async handOver(): Promise<void> {
    if (!this.letGo) return;
    // Whatever becomes of it, the other's reader must not wait: what is lost of it the history has.
    await this.options.beforeHandOver().catch(() => undefined);
    this.show('elsewhere');
    this.letGo();
    this.letGo = null;
  }

  private send(message: Message): void {
    if (!this.isClosed) this.channel.postMessage(message);
  }

  private show(state: EditingState): void {
    if (this.isClosed || this.shown === state) return;
    this.shown = state;
    this.options.onChange(state);
  }
}
