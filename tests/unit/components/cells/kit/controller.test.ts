import { describe, expect, it } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import duel from '@components/cells/loss-duel/cell';
import { WorkerEnded } from '@lib/session/worker-connection';
import { FakeCell, frameAt, info } from '../../../support/fake-session-client';

const dcganCell = () => new FakeCell(dcgan.declaration);
const usualBatch = dcgan.declaration.controls.batchSize.default;
const duelCell = () => new FakeCell(duel.declaration);

const failure = (kind: 'diverged' | 'device-lost' | 'internal', lastGoodStep: number | null) =>
  ({ type: 'failure', kind, message: '止まりました。', lastGoodStep }) as const;

describe('run', () => {
  it('loads the client on the first press, opens a session and starts it', async () => {
    const cell = dcganCell();
    expect(cell.created).toBe(0);
    await cell.controller.run();
    expect(cell.created).toBe(1);
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.state.phase).toBe('running');
    expect(cell.client.requests[0]).toMatchObject({
      family: 'dcgan-mnist',
      backend: 'auto',
      source: { kind: 'shipped' },
      from: { kind: 'fresh' },
      lanes: [{ batchSize: usualBatch, seed: 2017 }],
    });
  });

  it('pressed twice opens one session', async () => {
    const cell = dcganCell();
    await Promise.all([cell.controller.run(), cell.controller.run()]);
    expect(cell.takeCalls().filter((call) => call === 'open')).toHaveLength(1);
    expect(cell.created).toBe(1);
  });

  it('goes on after a pause without another session, with the settings of the form', async () => {
    const cell = await dcganCell().run();
    await cell.controller.pause();
    cell.edit('generatorLearningRate', '0.001');
    await cell.controller.run();
    expect(cell.takeCalls().filter((call) => call !== 'setView')).toEqual([
      'pause',
      'update',
      'start',
    ]);
    expect(cell.client.updates.at(-1)?.[0]).toMatchObject({ generatorLearningRate: 0.001 });
  });

  it('that begins anew opens a session in place of the one under way', async () => {
    const cell = await dcganCell().run();
    cell.controller.dispatch({ type: 'shared', values: { seed: '5', batchSize: '16' } });
    await cell.controller.restart();
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.client.requests.at(-1)?.lanes[0]).toMatchObject({ seed: 5, batchSize: 16 });
    expect(cell.state).toMatchObject({ phase: 'running', step: 0 });
  });

  it('refuses unusable settings in words, and asks nothing of the worker', async () => {
    const cell = dcganCell();
    cell.edit('batchSize', '-3');
    await cell.controller.run();
    expect(cell.created).toBe(0);
    expect(cell.state.notice).toMatchObject({ tone: 'error' });
    expect(cell.state.phase).toBe('idle');
  });

  it('says how to go on when all epochs are done, and goes on when there are more', async () => {
    const cell = await dcganCell().run(20);
    cell.client.send({ type: 'status', status: 'finished' });
    expect(cell.state.phase).toBe('finished');
    await cell.controller.run();
    expect(cell.takeCalls()).not.toContain('start');
    expect(cell.state.notice?.text).toContain('長くすると続きから');
    cell.edit('epochs', '3');
    await cell.controller.run();
    expect(cell.takeCalls()).toContain('start');
    expect(cell.state.phase).toBe('running');
  });

  it('shows why a session could not be opened, and tries again on the next press', async () => {
    const cell = dcganCell().beforehand((client) => {
      client.next['open'] = () => Promise.reject(new Error('画像を読めませんでした。'));
    });
    await cell.controller.run();
    expect(cell.state.phase).toBe('idle');
    expect(cell.state.notice).toEqual({ tone: 'error', text: '画像を読めませんでした。' });
    await cell.controller.run();
    expect(cell.state.phase).toBe('running');
    expect(cell.state.notice).toBeNull();
  });

  it('tells an error that is not ours in Japanese, and forgets it once something goes well', async () => {
    const cell = await dcganCell().run();
    await cell.controller.pause();
    cell.client.next['ask'] = () => Promise.reject(new TypeError('Failed to fetch'));
    await cell.controller.ask('quality');
    expect(cell.state.notice?.text).toMatch(/接続を確かめて.*Failed to fetch/);
    await cell.controller.ask('quality');
    expect(cell.state.notice).toBeNull();
    cell.controller.refuse('使えません。');
    await cell.controller.run();
    expect(cell.state).toMatchObject({ phase: 'running', notice: null });
  });

  it('asks for the client again if it could not be loaded', async () => {
    const cell = dcganCell();
    cell.loadError = new Error('ネットワークが切れています。');
    await cell.controller.run();
    expect(cell.state.notice?.text).toBe('ネットワークが切れています。');
    await cell.controller.run();
    expect(cell.created).toBe(2);
    expect(cell.state.phase).toBe('running');
  });

  it('that cannot be started leaves the session standing still', async () => {
    const cell = dcganCell().beforehand((client) => {
      client.next['start'] = () => Promise.reject(new Error('始められません。'));
    });
    await cell.controller.run();
    expect(cell.state).toMatchObject({ phase: 'paused', notice: { text: '始められません。' } });
  });

  it('goes at the speed that the reader chose, also if it is chosen later', async () => {
    const cell = await duelCell().run(3);
    expect(cell.client.speed).toEqual({ kind: 'rounds-per-frame', rounds: 1 });
    cell.controller.shared.chooseSpeed('full');
    await expect.poll(() => cell.client.speed).toEqual({ kind: 'full' });
  });
});

describe('step and pause', () => {
  it('a step opens a session if there is none, and does not start it', async () => {
    const cell = dcganCell();
    await cell.controller.step();
    expect(cell.takeCalls()).toEqual(['open', 'step']);
    expect(cell.state.phase).toBe('paused');
  });

  it('one turn alone is a step of one network', async () => {
    const cell = dcganCell();
    cell.controller.shared.takeTurn('discriminator');
    await expect.poll(() => cell.client?.calls).toEqual(['open', 'turn discriminator']);
  });

  it('a step that fails leaves the run as it was', async () => {
    const cell = await dcganCell().run();
    await cell.controller.pause();
    cell.client.next['step'] = () => Promise.reject(new Error('だめでした。'));
    await cell.controller.step();
    expect(cell.state).toMatchObject({ phase: 'paused', notice: { text: 'だめでした。' } });
  });

  it('a pause shows at once that the run is stopping', async () => {
    const cell = await dcganCell().run();
    const paused = cell.controller.pause();
    expect(cell.state.phase).toBe('stopping');
    await paused;
    expect(cell.state.phase).toBe('paused');
  });

  it('a pause of nothing asks nothing', async () => {
    const cell = dcganCell();
    await cell.controller.pause();
    expect(cell.created).toBe(0);
  });
});

describe('reset', () => {
  it('opens a fresh session with the settings that had to wait for it', async () => {
    const cell = await dcganCell().run();
    cell.edit('batchSize', '64');
    cell.edit('seed', '5');
    await cell.controller.reset();
    expect(cell.client.requests.at(-1)).toMatchObject({
      lanes: [{ batchSize: 64, seed: 5 }],
      from: { kind: 'fresh' },
    });
    expect(cell.state).toMatchObject({ phase: 'paused', step: 0 });
  });

  it('gives up a first opening that is under way, whose outcome is then dropped', async () => {
    let finish: (value: typeof info) => void = () => undefined;
    const cell = dcganCell().beforehand((client) => {
      client.next['open'] = () => new Promise((resolve) => (finish = resolve));
    });
    const run = cell.controller.run();
    await expect.poll(() => cell.client?.requests.length).toBe(1);
    await cell.controller.reset();
    expect(cell.state.phase).toBe('idle');
    expect(cell.state.notice?.text).toBe('準備をキャンセルしました。');
    finish(info);
    await run;
    expect(cell.state.phase).toBe('idle');
    expect(cell.takeCalls()).toEqual(['open', 'dispose']);
  });
});

describe('settings changed during a run', () => {
  it('act at once, except for those that wait for a reset', async () => {
    const cell = await dcganCell().run();
    cell.edit('batchSize', '64');
    cell.edit('generatorLoss', 'saturating');
    await cell.controller.apply();
    expect(cell.client.updates.at(-1)?.[0]).toMatchObject({
      generatorLoss: 'saturating',
      batchSize: usualBatch,
    });
    expect(cell.state.used).toMatchObject({ generatorLoss: 'saturating', batchSize: usualBatch });
  });

  it('are not sent while one of them is unusable', async () => {
    const cell = await dcganCell().run();
    cell.edit('epochs', 'many');
    await cell.controller.apply();
    expect(cell.takeCalls()).toEqual([]);
  });

  it('begin the run anew where nothing can change in place, and wait if it stands still', async () => {
    const cell = await duelCell().run(3);
    cell.edit('headStart', '500');
    await cell.controller.apply();
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.client.requests.at(-1)?.headStart).toBe(500);
    await cell.controller.pause();
    cell.takeCalls();
    cell.edit('headStart', '1000');
    await cell.controller.apply();
    expect(cell.takeCalls()).toEqual([]);
    await cell.controller.run();
    expect(cell.takeCalls()).toEqual(['open', 'start']);
  });
});

describe('a diverged run', () => {
  const failed = async () => {
    const cell = await dcganCell().run();
    cell.client.send(failure('diverged', 10));
    return cell;
  };

  it('goes on from the last good state, which the worker itself restores, with the curves cut there', async () => {
    const cell = await failed();
    expect(cell.state.phase).toBe('failed');
    cell.edit('discriminatorLearningRate', '0.0001');
    await cell.controller.resume();
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.client.requests.at(-1)).toMatchObject({
      from: { kind: 'kept', name: 'last-good' },
      lanes: [{ discriminatorLearningRate: 0.0001 }],
    });
    expect(cell.state).toMatchObject({ phase: 'running', failure: null });
    expect(cell.state.curves.steps.at(-1)).toBe(10);
  });

  it('keeps its batch size and seed, which the saved state belongs to', async () => {
    const cell = await failed();
    cell.edit('batchSize', '64');
    cell.edit('seed', '1');
    await cell.controller.resume();
    expect(cell.client.requests.at(-1)?.lanes[0]).toMatchObject({
      batchSize: usualBatch,
      seed: 2017,
    });
  });

  it('can be resumed again if the first attempt fails', async () => {
    const cell = await failed();
    cell.client.next['open'] = () => Promise.reject(new Error('だめでした。'));
    await cell.controller.resume();
    expect(cell.state).toMatchObject({ phase: 'failed', notice: { text: 'だめでした。' } });
    expect(cell.state.failure?.lastGoodStep).toBe(10);
    await cell.controller.resume();
    expect(cell.state.phase).toBe('running');
  });

  it('without a good state is not resumed', async () => {
    const cell = await dcganCell().run();
    cell.client.send(failure('internal', null));
    await cell.controller.resume();
    expect(cell.takeCalls()).toEqual([]);
  });

  it('can begin anew', async () => {
    const cell = await failed();
    await cell.controller.reset();
    expect(cell.state).toMatchObject({ phase: 'paused', failure: null, step: 0 });
  });

  it('says nothing of what was sent before it had failed', async () => {
    const cell = await failed();
    cell.client.send({ type: 'status', status: 'paused' });
    expect(cell.state.phase).toBe('failed');
  });
});

describe('a lost GPU', () => {
  it('is left with its worker, and the run goes on elsewhere', async () => {
    const cell = await dcganCell().run();
    cell.client.send(failure('device-lost', 10));
    await cell.controller.resume('wasm');
    expect(cell.takeCalls()).toEqual(['checkpoint last-good', 'dispose', 'open', 'start']);
    expect(cell.client.requests.at(-1)).toMatchObject({
      backend: 'wasm',
      from: { kind: 'checkpoints', checkpoints: [{ step: 10 }] },
    });
    expect(cell.state.surroundings.backend).toBe('wasm');
  });
});

describe('a collapsed run', () => {
  it('goes back to the state whose images were varied', async () => {
    const cell = await dcganCell().run();
    await cell.controller.rewind();
    expect(cell.client.requests.at(-1)?.from).toEqual({ kind: 'kept', name: 'healthy' });
    expect(cell.state).toMatchObject({ phase: 'running', step: 10 });
    // What came after it is no part of the run any more.
    expect(cell.state.curves.steps.at(-1)).toBe(10);
  });
});

describe('changing the backend or the images', () => {
  it('before a run is remembered for it', async () => {
    const cell = dcganCell();
    await cell.controller.changeBackend('cpu');
    expect(cell.created).toBe(0);
    await cell.controller.run();
    expect(cell.client.requests[0]?.backend).toBe('cpu');
  });

  it('during a run takes the run along within the worker, and goes on', async () => {
    const cell = await dcganCell().run();
    await cell.controller.changeBackend('cpu');
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.client.requests.at(-1)?.from).toEqual({ kind: 'kept', name: 'present' });
    expect(cell.state.phase).toBe('running');
    expect(cell.state.curves.steps.at(-1)).toBe(12);
  });

  it('of a paused run leaves it paused', async () => {
    const cell = await dcganCell().run();
    await cell.controller.pause();
    await cell.controller.changeBackend('cpu');
    expect(cell.state.phase).toBe('paused');
  });

  it('that cannot be used goes on with the one before', async () => {
    const cell = await dcganCell().run();
    cell.client.next['open'] = () => Promise.reject(new Error('使えません。'));
    await cell.controller.changeBackend('webgpu');
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.state).toMatchObject({ phase: 'running', step: 12 });
    expect(cell.state.surroundings.backend).toBe('auto');
    expect(cell.state.notice?.text).toBe('使えません。');
  });
});

describe('looking into the run', () => {
  it('answers while there are networks, and not before', async () => {
    const cell = dcganCell();
    expect(await cell.controller.ask('best')).toBeNull();
    await cell.run();
    cell.client.answer = { step: 12 };
    expect(await cell.controller.ask('best')).toEqual({ step: 12 });
  });

  it('tells the reader why there is no answer', async () => {
    const cell = await dcganCell().run();
    cell.client.next['ask'] = () => Promise.reject(new Error('番号は1以上64以下です。'));
    expect(await cell.controller.ask('inspect', 99)).toBeNull();
    expect(cell.state.notice?.text).toBe('番号は1以上64以下です。');
  });

  it('that the worker’s end cuts short is nothing to complain of', async () => {
    const cell = await dcganCell().run();
    cell.client.next['ask'] = () => Promise.reject(new WorkerEnded('let go'));
    await cell.controller.ask('best');
    expect(cell.state.notice).toBeNull();
  });
});

describe('weights', () => {
  it('go into the networks under way, or open a session that begins with them', async () => {
    const cell = await dcganCell().run();
    expect(await cell.controller.loadWeights({})).toBe(true);
    expect(cell.takeCalls()).toEqual(['loadWeights']);
    expect(cell.state.hasLoadedWeights).toBe(true);
    await cell.controller.reset();
    expect(cell.state.hasLoadedWeights).toBe(false);
    const other = dcganCell();
    expect(await other.controller.loadWeights({})).toBe(true);
    expect(other.client.requests[0]?.from).toEqual({ kind: 'weights', networks: {} });
    expect(other.state.hasLoadedWeights).toBe(true);
  });
});

describe('close', () => {
  it('ends the worker and drops what was still to come', async () => {
    const cell = await dcganCell().run();
    const late = cell.controller.changeBackend('cpu');
    cell.controller.close();
    await late;
    expect(cell.takeCalls()).toContain('dispose');
    expect(cell.state).toMatchObject({ phase: 'idle', session: null, notice: null });
  });

  it('leaves a cell that can run again', async () => {
    const cell = await dcganCell().run();
    cell.controller.close();
    await cell.controller.run();
    expect(cell.state.phase).toBe('running');
    expect(cell.created).toBe(2);
  });

  it('keeps what is shown', async () => {
    const cell = await dcganCell().run();
    cell.client.send(frameAt(13));
    cell.controller.close();
    expect(cell.state.step).toBe(13);
    expect(cell.state.curves.steps.at(-1)).toBe(13);
  });
});
