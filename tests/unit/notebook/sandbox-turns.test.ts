import { expect, test } from 'vitest';
import { Turns } from '@lib/notebook/worker/turns';
import { idle } from '../support/run';

/** A turn, and whether it has ended. */
function turnOf(turns: Turns) {
  const turn = { isOver: false, ended: Promise.resolve() };
  turn.ended = turns.take().then(() => void (turn.isOver = true));
  return turn;
}

test('a turn between two steps takes longer while the reader types, until it is cut short', async () => {
  const turns = new Turns(() => false);
  await turns.take();
  turns.typed();
  const turn = turnOf(turns);
  await idle();
  expect(turn.isOver).toBe(false);
  turns.cutShort();
  await turn.ended;
  await turns.take();
});

test('nothing holds up a training that is to end', async () => {
  const turns = new Turns(() => true);
  turns.typed();
  const turn = turnOf(turns);
  await idle();
  expect(turn.isOver).toBe(true);
});
