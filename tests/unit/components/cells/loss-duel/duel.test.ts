import { expect, it } from 'vitest';
import duel from '@components/cells/loss-duel/cell';
import { meanShift } from '@components/cells/loss-duel/picture';
import { FakeCell, frameAt } from '../../../support/fake-session-client';

const points = (x: number) => ({ points: Float32Array.from([x, 0]), outputs: [] });

it('keeps where the points stood when both generators began to learn', async () => {
  const cell = new FakeCell(duel.declaration);
  await cell.controller.run();
  cell.client.send(frameAt(0, { headStart: 2000, pictures: [points(0.1), points(0.1)] }));
  cell.client.send(frameAt(3, { headStart: 2000, pictures: [points(0.4), points(0.6)] }));
  expect([...(cell.state.own.start as Float32Array)]).toEqual([Math.fround(0.1), 0]);
});

it('measures how far points have moved, in the mean', () => {
  expect(meanShift([0, 0, 1, 1], [3, 4, 1, 1])).toBe(2.5);
  expect(meanShift([], [])).toBe(0);
});
