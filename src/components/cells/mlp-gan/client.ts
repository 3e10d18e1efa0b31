import { TrainingClient, type TrainingClientOptions } from '@lib/runtime/client';
import type { OpenRequest } from '@lib/runtime/protocol';
import { speeds } from '../shared/speed';
import { variantOf } from './settings';
import type { MlpState } from './state';

export interface MlpClientOptions extends TrainingClientOptions {
  readonly getState: () => MlpState;
}

/** The DCGAN's client, whose sessions train the perceptrons, at the reader's speed. */
export class MlpClient extends TrainingClient {
  private readonly getState: () => MlpState;

  constructor({ getState, ...options }: MlpClientOptions) {
    super(options);
    this.getState = getState;
  }

  override open(request: Omit<OpenRequest, 'run'>) {
    return super.open({ ...request, variant: variantOf(this.getState().nextDropout) });
  }

  override start(): Promise<void> {
    const { pace } = speeds[this.getState().speed];
    return super.start(pace.kind === 'slow-motion' ? pace.seconds * 1000 : 0);
  }
}
