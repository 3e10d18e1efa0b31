import { describe, expect, it, vi } from 'vitest';
import cell from '@components/cells/average-pooling/cell';
import { chosenDigit } from '@components/cells/average-pooling/types';
import { widgetShare } from '@components/cells/kit/widget-state';
import type { ClassActivation } from '@lib/inspection/class-activation-map';
import { widgetWith } from '../../../support/fake-lookup';

const { declaration } = cell;
const drawing = [[[0, 0.5], [0, -0.5]]] as const; // prettier-ignore
const dot = (x: number) => [[[x, 0]]] as const;
const activation = {
  logits: Float32Array.from([0, 1, 2, 3, 4, 5, 6, 9, 7, 8]),
  probabilities: new Float32Array(10).fill(0.1),
} as unknown as ClassActivation;

function setUp() {
  const pending: (() => void)[] = [];
  const api = {
    open: vi.fn(() => Promise.resolve()),
    read: vi.fn(
      () =>
        new Promise<ClassActivation>((resolve) => {
          pending.push(() => {
            resolve(activation);
          });
        }),
    ),
    digit: vi.fn((seed: number) =>
      Promise.resolve({ image: new Uint8Array(784), label: seed % 10 }),
    ),
  };
  const controller = widgetWith(declaration, api);
  const answer = async () => {
    await vi.waitFor(() => {
      expect(pending.length).toBeGreaterThan(0);
    });
    pending.shift()?.();
  };
  return { controller, api, answer };
}

describe('the cell of global average pooling', () => {
  it('reads a digit of MNIST by its seed, and tells its class until the reader chooses one', async () => {
    const { controller, api, answer } = setUp();
    controller.shared.choose('seed', '15');
    await answer();
    await controller.run();
    expect(api.digit).toHaveBeenCalledWith(15);
    const { state } = controller;
    expect(state).toMatchObject({ phase: 'ready', isPreview: false, answer: { label: 5 } });
    if (!state.answer) throw new Error('there is no answer');
    expect(chosenDigit(state, state.answer)).toBe(7);
    controller.shared.choose('digit', '3');
    expect(chosenDigit(controller.state, state.answer)).toBe(3);
  });

  it('reads only the newest drawing once the one before is done', async () => {
    const { controller, api, answer } = setUp();
    const run = controller.act(dot(0));
    await vi.waitFor(() => {
      expect(api.read).toHaveBeenCalledTimes(1);
    });
    for (const x of [0.1, 0.2, 0.3]) void controller.act(dot(x));
    await answer();
    await answer();
    await run;
    expect(api.read).toHaveBeenCalledTimes(2);
    expect(api.open).toHaveBeenCalledTimes(1);
  });

  it('reads the same again only when it is asked to', async () => {
    const { controller, api, answer } = setUp();
    const first = controller.run();
    await answer();
    await first;
    await controller.run();
    expect(api.read).toHaveBeenCalledTimes(1);
    const again = controller.runAnew();
    await answer();
    await again;
    expect(api.read).toHaveBeenCalledTimes(2);
  });

  it('has nothing to read on an empty pad', async () => {
    const { controller, api } = setUp();
    await controller.act([]);
    expect(api.read).not.toHaveBeenCalled();
    expect(controller.state.answer).toBeNull();
  });

  it('says what went wrong, and tries again when asked', async () => {
    const { controller, api, answer } = setUp();
    api.digit.mockRejectedValueOnce(new Error('読み込めませんでした'));
    await controller.run();
    expect(controller.state.notice?.text).toBe('読み込めませんでした');
    const run = controller.run();
    await answer();
    await run;
    expect(controller.state).toMatchObject({ phase: 'ready', notice: null });
  });

  it('drops what comes after it was closed', async () => {
    const { controller, api, answer } = setUp();
    const run = controller.act(dot(0));
    await vi.waitFor(() => {
      expect(api.read).toHaveBeenCalledTimes(1);
    });
    controller.close();
    await answer();
    await run;
    expect(controller.state).toMatchObject({ phase: 'idle', answer: null });
  });

  it('gives a link that restores sizes, class, seed and drawing', () => {
    const { controller } = setUp();
    const chosen = { rows: '9', classes: '10', digit: '4', seed: '12' };
    controller.dispatch({ type: 'set', values: chosen });
    controller.dispatch({ type: 'own', action: drawing });
    const other = setUp().controller;
    other.dispatch({ type: 'shared', values: widgetShare(declaration, controller.state) });
    expect(other.state).toMatchObject({
      draft: chosen,
      own: { drawing, isDrawn: true },
      notice: null,
    });
  });
});
