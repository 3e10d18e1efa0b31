/** What widgets have in common, shown by the cell of global average pooling and its preview. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import pooling from '@components/cells/average-pooling/cell';
import { bestDigit, type PoolingTypes } from '@components/cells/average-pooling/types';
import type { FoolTypes } from '@components/cells/fool-discriminator/types';
import { readPreview } from '@components/cells/kit/preview';
import { WidgetController } from '@components/cells/kit/widget-controller';
import type { WidgetPreview } from '@components/cells/kit/widget-declaration';
import { initialWidget, reduceWidget, widgetShare } from '@components/cells/kit/widget-state';
import { pooledSum } from '@lib/inspection/pooled-sum';

const previewOf = async <Preview>(cell: string) =>
  JSON.parse(
    await readFile(`src/components/cells/${cell}/preview.json`, 'utf8'),
    readPreview,
  ) as Preview;

const { declaration } = pooling;
const preview = await previewOf<WidgetPreview<PoolingTypes>>('average-pooling');
const begin = initialWidget(declaration, preview);
const linked = (values: Record<string, string>) =>
  reduceWidget(declaration, begin, { type: 'shared', values });

describe('a preview', () => {
  it('of the pooling cell is a digit classified right, whose logit adds up', () => {
    const { label, activation } = begin.answer ?? {};
    if (!activation) throw new Error('the preview holds no answer');
    expect(bestDigit(activation)).toBe(label);
    const { logit } = pooledSum(activation, label ?? NaN);
    expect(logit).toBeCloseTo(activation.logits[label ?? NaN] ?? NaN, 2);
  });

  it('of the fooled discriminators is a digit scored by those that the site ships', async () => {
    const { own, answer } = await previewOf<WidgetPreview<FoolTypes>>('fool-discriminator');
    for (const name of ['early', 'late'] as const) {
      const { gradient, score, logit } = answer?.scored.scores[name] ?? {};
      expect(gradient).toHaveLength(784);
      expect(score).toBeCloseTo(1 / (1 + Math.exp(-(logit ?? NaN))), 3);
      const file = await readFile(`public/models/discriminator-${name}/metadata.json`, 'utf8');
      expect(own.opened?.accounts[name].steps).toBe((JSON.parse(file) as { steps: number }).steps);
    }
  });

  it('is there again with a link that asks for the same, and gone with one that asks for another', () => {
    expect(linked(widgetShare(declaration, begin))).toEqual(begin);
    expect(linked({ rows: '9' })).toMatchObject({ answer: begin.answer, isPreview: true });
    expect(linked({ seed: '8' })).toMatchObject({ answer: null, isPreview: false });
    expect(linked({ drawing: '0.50.0.-50' })).toMatchObject({ answer: null, isPreview: false });
  });
});

describe('the form of a widget', () => {
  const set = (values: Record<string, string>, state = begin) =>
    reduceWidget(declaration, state, { type: 'set', values });

  it('keeps the value before where something unusable is typed, and takes up the others', () => {
    const state = set({ columns: '7' }, set({ rows: '0' }));
    expect(state.values).toMatchObject({ rows: 6, columns: 7 });
    expect(state.draft).toMatchObject({ rows: '0', columns: '7' });
  });

  it('takes only defaults of a link that cannot be used, and says so', () => {
    const state = reduceWidget(declaration, set({ rows: '9' }), {
      type: 'shared',
      values: { columns: '5', seed: 'x' },
    });
    expect(state.values).toEqual(begin.values);
    expect(state.notice?.tone).toBe('error');
  });
});

describe('a worker', () => {
  function setUp() {
    let state = begin;
    let die: (message: string) => void = () => undefined;
    const api = {
      open: vi.fn(() => Promise.resolve()),
      digit: vi.fn(() => Promise.resolve({ image: new Uint8Array(784), label: 1 })),
      read: vi.fn(() => Promise.resolve(begin.answer?.activation as never)),
    };
    const dispose = vi.fn();
    const controller = new WidgetController<PoolingTypes>({
      declaration,
      getState: () => state,
      dispatch: (action) => {
        state = reduceWidget(declaration, state, action);
      },
      createClient: (onDeath) => {
        die = onDeath;
        return Promise.resolve({ call: (command) => command(api), dispose });
      },
    });
    return {
      controller,
      api,
      dispose,
      die: (message: string) => {
        die(message);
      },
    };
  }

  it('that died is told of, and started anew by the next run', async () => {
    const { controller, api, die } = setUp();
    await controller.run();
    die('止まりました。');
    expect(controller.state).toMatchObject({
      phase: 'idle',
      notice: { text: '止まりました。', mayRetry: true },
    });
    expect(controller.isBehind).toBe(true);
    await controller.run();
    expect(api.open).toHaveBeenCalledTimes(2);
    expect(controller.state).toMatchObject({ phase: 'ready', notice: null });
  });

  it('that cannot be opened may be asked for again', async () => {
    const { controller, api } = setUp();
    api.open.mockRejectedValueOnce(new Error('読み込めませんでした。'));
    await controller.run();
    expect(controller.state).toMatchObject({ phase: 'idle', notice: { mayRetry: true } });
    await controller.run();
    expect(controller.state).toMatchObject({ phase: 'ready', notice: null, isPreview: false });
  });

  it('forgets what went wrong, of a file too, once something goes well', async () => {
    const { controller, api } = setUp();
    await controller.run();
    await controller.guarded(() => Promise.reject(new SyntaxError('Unexpected end of input')));
    expect(controller.state.notice?.text).toMatch(/中身を読めません.*Unexpected end/);
    controller.shared.choose('seed', '3');
    await controller.run();
    expect(api.digit).toHaveBeenLastCalledWith(3);
    expect(controller.state.notice).toBeNull();
  });

  it('is not even started for a cell that has left before its program came', async () => {
    const { controller, api } = setUp();
    const run = controller.run();
    controller.close();
    await run;
    expect(api.open).not.toHaveBeenCalled();
    expect(controller.state).toMatchObject({ phase: 'idle', notice: null });
  });

  it('answers for the defaults that a refused link leaves, and what was told stays', async () => {
    const { controller, api } = setUp();
    controller.dispatch({ type: 'shared', values: { seed: '8' } });
    await controller.run();
    controller.dispatch({ type: 'shared', values: { seed: 'x' } });
    await controller.catchUp();
    expect(api.digit).toHaveBeenCalledTimes(2);
    expect(controller.isBehind).toBe(false);
    expect(controller.state.notice?.text).toContain('初期設定');
  });

  it('is let go with the cell', async () => {
    const { controller, dispose } = setUp();
    await controller.run();
    controller.close();
    await expect.poll(() => dispose.mock.calls.length).toBe(1);
    expect(controller.state.phase).toBe('idle');
  });

  it('is opened by a field whose change asks for something, and not by others', async () => {
    const { controller, api } = setUp();
    controller.shared.choose('rows', '9');
    await controller.run();
    api.open.mockClear();
    controller.close();
    controller.shared.choose('rows', '10');
    expect(api.open).not.toHaveBeenCalled();
    controller.shared.edit('seed', '12');
    controller.shared.commit();
    await controller.run();
    expect(api.open).toHaveBeenCalledTimes(1);
    expect(api.digit).toHaveBeenLastCalledWith(12);
  });
});
