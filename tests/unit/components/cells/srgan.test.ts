import { describe, expect, it } from 'vitest';
import srgan from '@components/cells/srgan/cell';
import { recentRatio } from '@components/cells/srgan/alarm';
import { laneOf } from '@components/cells/srgan/settings';
import type { SrganState } from '@components/cells/srgan/types';
import type { SrganPicture } from '@lib/models/srgan-shown';
import { srganDefaults } from '@lib/models/srgan-settings';
import { FakeCell, frameAt } from '../../support/fake-session-client';

const pictureOf = (mix: number): SrganPicture => {
  const image = () => new Uint8Array(784);
  const made = () => ({
    nearest: image(),
    bicubic: image(),
    srresnet: image(),
    srgan: image(),
    mixed: image(),
  });
  return {
    original: image(),
    made: made(),
    psnr: { nearest: 13, bicubic: 14, srresnet: 18, srgan: 17, mixed: 17.5 },
    mixture: { mix, psnr: 18 - mix, greyShare: 0.6 - mix / 5 },
    alike: { images: image(), mean: image(), difference: 10 },
  };
};

const cell = () => new FakeCell(srgan.declaration);
const shown = (fake: ReturnType<typeof cell>, step: number, mix: number) => {
  const event = { ...frameAt(step, { pictures: [pictureOf(mix)] }), cause: 'round' };
  fake.controller.dispatch({ type: 'event', event });
};

describe('the cell of the SRGAN', () => {
  it('asks for what its form says, and looks at what no run depends on', () => {
    const state = cell().state;
    const values = {
      ...srganDefaults,
      start: 'shipped',
      digit: 4,
      mix: 25,
    } as const;
    const plan = srgan.declaration.plan(values, state);
    expect(plan.lanes).toEqual([{ ...srganDefaults, start: 'shipped' }]);
    expect(plan.view).toEqual({ digit: 4, mix: 0.25 });
    expect(laneOf(values)).not.toHaveProperty('mix');
  });

  it('opens a session for a slider that is moved, and shows the last of what it was moved to', async () => {
    const fake = cell();
    const extension = srgan.declaration.extend?.(fake.controller);
    extension?.commands.mix(10);
    extension?.commands.mix(90);
    await expect.poll(() => fake.state.phase).toBe('paused');
    expect(fake.client.requests[0]).toMatchObject({ view: { mix: 0.9 } });
  });

  it('lets a run that was pressed before a slider is moved go on', async () => {
    const fake = cell();
    const extension = srgan.declaration.extend?.(fake.controller);
    // Both before the worker is there: the session that the slider asks for is on its way.
    const run = fake.controller.run();
    extension?.commands.mix(90);
    await run;
    await fake.controller.apply();
    expect(fake.state.phase).toBe('running');
    expect(fake.client.requests).toHaveLength(1);
  });

  it('keeps the way of the mixture until the networks learn on', async () => {
    const fake = await cell().run();
    for (const mix of [0.5, 0, 1, 0.5]) shown(fake, 0, mix);
    expect(fake.state.own.trail.map(({ mix }) => mix)).toEqual([0, 0.5, 1]);
    shown(fake, 1, 0.5);
    expect(fake.state.own.trail.map(({ mix }) => mix)).toEqual([0.5]);
  });

  it('takes the middle of the newest ratios', () => {
    const curves = { steps: [1, 2, 3], values: { ratio: [NaN, 0.2, 9] }, stride: 1, names: [] };
    expect(recentRatio({ curves, lanes: [] } as unknown as SrganState)).toBe(9);
    const lanes = [{ metrics: { adversarialGradient: 1, contentGradient: 4 } }];
    const none = { curves: { ...curves, values: { ratio: [] } }, lanes };
    expect(recentRatio(none as unknown as SrganState)).toBe(0.25);
  });
});
