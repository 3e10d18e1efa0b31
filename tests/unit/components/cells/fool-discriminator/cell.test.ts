import { describe, expect, it, vi } from 'vitest';
import cell from '@components/cells/fool-discriminator/cell';
import { mostSteps } from '@components/cells/fool-discriminator/settings';
import { widgetShare } from '@components/cells/kit/widget-state';
import type { ScorerAccounts, Scores, ScoringApi } from '@lib/lookups/scoring-protocol';
import { widgetWith } from '../../../support/fake-lookup';

const { declaration } = cell;
const drawing = [[[0, 0.5], [0, -0.5]]] as const; // prettier-ignore

function setUp() {
  const api = {
    open: vi.fn<ScoringApi['open']>(() => Promise.resolve({} as ScorerAccounts)),
    picture: vi.fn<ScoringApi['picture']>(() => Promise.resolve(new Uint8Array(784).fill(9))),
    score: vi.fn<ScoringApi['score']>(({ image }) =>
      Promise.resolve({ image } as unknown as Scores),
    ),
  };
  const controller = widgetWith(declaration, api as unknown as ScoringApi);
  const extension = declaration.extend?.(controller);
  if (!extension) throw new Error('the cell has no commands of its own');
  return { controller, api, commands: extension.commands };
}

describe('the cell of the fooled discriminators', () => {
  it('has the image scored after the steps that were taken', async () => {
    const { controller, api, commands } = setUp();
    commands.step('late', 2);
    await controller.run();
    expect(api.picture).toHaveBeenCalledWith({ kind: 'digit', seed: controller.state.values.seed });
    expect(api.score).toHaveBeenCalledWith({
      image: new Uint8Array(784).fill(9),
      steps: ['late', 'late'],
    });
    expect(controller.state).toMatchObject({ phase: 'ready', isPreview: false });
  });

  it('shows the drawing in the place of any other image, and nothing of an empty pad', async () => {
    const { controller, api, commands } = setUp();
    commands.draw([[[0, 0]]]);
    await controller.run();
    expect(api.picture).not.toHaveBeenCalled();
    expect(controller.state.answer?.name).toBe('描いた数字');
    commands.draw([]);
    await controller.run();
    expect(api.score).toHaveBeenCalledTimes(1);
    expect(controller.state.answer).toBeNull();
  });

  it('goes on with the scorers before if another cannot be opened', async () => {
    const { controller, api } = setUp();
    await controller.run();
    api.open.mockRejectedValueOnce(new Error('形が違います'));
    await controller.act({ source: { saved: {}, name: 'gan.zip' } as never });
    expect(controller.state).toMatchObject({
      phase: 'ready',
      own: { source: null },
      notice: { text: '形が違います' },
    });
  });

  it('gives a link that restores image, drawing and every step', () => {
    const { controller, commands } = setUp();
    controller.dispatch({ type: 'set', values: { seed: '12' } });
    commands.draw(drawing);
    commands.step('late', 3);
    commands.step('early', 1);
    const other = setUp().controller;
    other.dispatch({ type: 'shared', values: widgetShare(declaration, controller.state) });
    expect(other.state).toMatchObject({
      values: { source: 'drawn', seed: 12 },
      own: { drawing, steps: 'llle' },
      notice: null,
    });
    controller.close();
  });

  it.each([
    { source: 'other' },
    { seed: '1e9' },
    { steps: 'elx' },
    { steps: 'e'.repeat(mostSteps + 1) },
    { drawing: 'a', steps: 'e' },
  ])('takes the defaults and says so for a link of %o', (values) => {
    const { controller } = setUp();
    const initial = controller.state;
    controller.dispatch({ type: 'shared', values });
    expect(controller.state).toMatchObject({
      values: initial.values,
      own: { drawing: [], steps: '' },
      notice: { tone: 'error' },
    });
  });

  it('begins at no steps with another drawing or image', () => {
    const { controller, commands } = setUp();
    controller.dispatch({ type: 'own', action: { steps: 'lll' } });
    commands.draw(drawing);
    expect(controller.state.own.steps).toBe('');
    controller.dispatch({ type: 'own', action: { steps: 'lll' } });
    controller.dispatch({ type: 'set', values: { source: 'digit', seed: '3' } });
    // The drawing waits for the reader to come back to it.
    expect(controller.state.own).toMatchObject({ drawing, steps: '' });
    expect(widgetShare(declaration, controller.state)['drawing']).toBeUndefined();
    controller.close();
  });

  it('shows the drawing of a link that has one', () => {
    const { controller } = setUp();
    controller.dispatch({ type: 'shared', values: { drawing: '0.50.0.-50' } });
    expect(controller.state.values.source).toBe('drawn');
    expect(controller.state.own.drawing).toEqual(drawing);
  });

  it('takes no more steps than a link holds, and says so', () => {
    const { controller, commands } = setUp();
    commands.step('early', mostSteps + 5);
    expect(controller.state.own.steps).toHaveLength(mostSteps);
    expect(controller.state.notice?.tone).toBe('info');
    commands.back(2);
    expect(controller.state.own.steps).toHaveLength(2);
    controller.close();
  });
});
