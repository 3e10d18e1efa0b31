import { describe, expect, it } from 'vitest';
import { event, events, info, settings } from '../../../support/dcgan-cell-fixtures';
import { Cell, checkpointAt, failedCell, runningCell } from '../../../support/fake-client';

describe('run', () => {
  it('loads the client on the first press, opens a session and starts it', async () => {
    const cell = new Cell();
    expect(cell.created).toBe(0);
    await cell.runner.run();
    expect(cell.created).toBe(1);
    expect(cell.takeCalls()).toEqual(['open', 'update', 'start']);
    expect(cell.state.phase).toBe('running');
    expect(cell.client.requests[0]).toEqual({
      settings,
      backend: 'auto',
      source: { kind: 'shipped' },
    });
  });

  it('pressed twice opens one session', async () => {
    const cell = new Cell();
    await Promise.all([cell.runner.run(), cell.runner.run()]);
    expect(cell.takeCalls().filter((call) => call === 'open')).toHaveLength(1);
    expect(cell.created).toBe(1);
  });

  it('goes on after a pause without another session, with the settings of the form', async () => {
    const cell = await runningCell();
    await cell.runner.pause();
    cell.edit('generatorLearningRate', '0.001');
    await cell.runner.run();
    expect(cell.takeCalls()).toEqual(['pause', 'update', 'start']);
    expect(cell.client.updates.at(-1)?.generatorLearningRate).toBe(0.001);
  });

  it('that begins anew opens a session in place of the one under way', async () => {
    const cell = await runningCell();
    cell.dispatch({ type: 'shared', values: { seed: '5', batchSize: '16' } });
    await cell.runner.restart();
    expect(cell.takeCalls()).toEqual(['open', 'start']);
    expect(cell.client.requests.at(-1)?.settings).toMatchObject({ seed: 5, batchSize: 16 });
    expect(cell.state.phase).toBe('running');
  });

  it('refuses unusable settings in words, and asks nothing of the worker', async () => {
    const cell = new Cell();
    cell.edit('batchSize', '-3');
    await cell.runner.run();
    expect(cell.created).toBe(0);
    expect(cell.state.notice).toMatchObject({ tone: 'error' });
    expect(cell.state.phase).toBe('idle');
  });

  it('says how to go on when all epochs are done, and goes on when there are more', async () => {
    const cell = await runningCell();
    cell.dispatch(event(events.metrics(13, 20)));
    cell.dispatch(event(events.status('finished')));
    await cell.runner.run();
    expect(cell.takeCalls()).toEqual([]);
    expect(cell.state.notice?.text).toContain('エポック数を増やすと');
    cell.edit('epochs', '3');
    await cell.runner.run();
    expect(cell.takeCalls()).toEqual(['update', 'start']);
  });

  it('shows why a session could not be opened, and tries again on the next press', async () => {
    const cell = new Cell();
    cell.client.nextOpen = () => Promise.reject(new Error('画像を読めませんでした。'));
    await cell.runner.run();
    expect(cell.state.phase).toBe('idle');
    expect(cell.state.notice).toEqual({ tone: 'error', text: '画像を読めませんでした。' });
    await cell.runner.run();
    expect(cell.state.phase).toBe('running');
    expect(cell.state.notice).toBeNull();
  });

  it('asks for the client again if it could not be loaded', async () => {
    const cell = new Cell();
    cell.loadError = new Error('ネットワークが切れています。');
    await cell.runner.run();
    expect(cell.state.notice?.text).toBe('ネットワークが切れています。');
    await cell.runner.run();
    expect(cell.created).toBe(2);
    expect(cell.state.phase).toBe('running');
  });
});

describe('step and pause', () => {
  it('a step opens a session if there is none, and does not start it', async () => {
    const cell = new Cell();
    await cell.runner.step();
    expect(cell.takeCalls()).toEqual(['open', 'update', 'step']);
  });

  it('a pause shows at once that the run is stopping', async () => {
    const cell = await runningCell();
    const paused = cell.runner.pause();
    expect(cell.state.phase).toBe('stopping');
    await paused;
    expect(cell.state.phase).toBe('paused');
  });

  it('a pause of nothing asks nothing', async () => {
    const cell = new Cell();
    await cell.runner.pause();
    expect(cell.created).toBe(0);
  });
});

describe('reset', () => {
  it('opens a fresh session with the batch size and seed of the form', async () => {
    const cell = await runningCell();
    cell.edit('batchSize', '64');
    cell.edit('seed', '5');
    await cell.runner.reset();
    expect(cell.client.requests.at(-1)).toMatchObject({ settings: { batchSize: 64, seed: 5 } });
    expect(cell.client.requests.at(-1)).not.toHaveProperty('checkpoint');
    expect(cell.state).toMatchObject({ phase: 'paused', step: 0 });
  });

  it('gives up a first opening that is under way, whose outcome is then dropped', async () => {
    const cell = new Cell();
    let finish: (value: typeof info) => void = () => undefined;
    cell.client.nextOpen = () => new Promise((resolve) => (finish = resolve));
    const run = cell.runner.run();
    await expect.poll(() => cell.client.requests.length).toBe(1);
    await cell.runner.reset();
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
    const cell = await runningCell();
    cell.edit('batchSize', '64');
    cell.edit('generatorLoss', 'saturating');
    await cell.runner.applySettings();
    expect(cell.client.updates.at(-1)).toMatchObject({ generatorLoss: 'saturating' });
    expect(cell.client.updates.at(-1)).not.toHaveProperty('batchSize');
    expect(cell.client.updates.at(-1)).not.toHaveProperty('seed');
    expect(cell.state.session?.settings).toMatchObject({
      generatorLoss: 'saturating',
      batchSize: 32,
    });
  });

  it('are not sent while one of them is unusable', async () => {
    const cell = await runningCell();
    cell.edit('epochs', 'many');
    await cell.runner.applySettings();
    expect(cell.takeCalls()).toEqual([]);
  });
});

describe('a diverged run', () => {
  it('goes on from the last good state, with the curves cut there', async () => {
    const cell = await failedCell('diverged');
    cell.edit('discriminatorLearningRate', '0.0001');
    await cell.runner.resume();
    expect(cell.takeCalls()).toEqual(['checkpoint last-good', 'open', 'start']);
    expect(cell.client.requests.at(-1)).toMatchObject({
      checkpoint: checkpointAt(10),
      settings: { discriminatorLearningRate: 0.0001 },
    });
    expect(cell.state).toMatchObject({ phase: 'running', step: 10, failure: null });
    expect(cell.state.curves.steps.at(-1)).toBe(10);
  });

  it('keeps its batch size and seed, which the saved state belongs to', async () => {
    const cell = await failedCell('diverged');
    cell.edit('batchSize', '64');
    cell.edit('seed', '1');
    await cell.runner.resume();
    expect(cell.client.requests.at(-1)?.settings).toMatchObject({
      batchSize: settings.batchSize,
      seed: settings.seed,
    });
  });

  it('can be resumed again if the first attempt fails', async () => {
    const cell = await failedCell('diverged');
    cell.client.nextOpen = () => Promise.reject(new Error('だめでした。'));
    await cell.runner.resume();
    expect(cell.state.phase).toBe('failed');
    expect(cell.state.notice?.text).toBe('だめでした。');
    await cell.runner.resume();
    expect(cell.state.phase).toBe('running');
    expect(cell.client.calls.filter((call) => call.startsWith('checkpoint'))).toHaveLength(1);
  });

  it('without a good state is not resumed', async () => {
    const cell = await runningCell();
    cell.dispatch(event(events.failure('internal', null)));
    await cell.runner.resume();
    expect(cell.takeCalls()).toEqual([]);
  });

  it('can begin anew', async () => {
    const cell = await failedCell('diverged');
    await cell.runner.reset();
    expect(cell.state).toMatchObject({ phase: 'paused', failure: null, step: 0 });
  });
});

describe('a lost GPU', () => {
  it('is left with its worker, and the run goes on elsewhere', async () => {
    const cell = await failedCell('device-lost');
    await cell.runner.changeBackend('wasm');
    await cell.runner.resume();
    expect(cell.takeCalls()).toEqual(['checkpoint last-good', 'dispose', 'open', 'start']);
    expect(cell.client.requests.at(-1)).toMatchObject({
      backend: 'wasm',
      checkpoint: checkpointAt(10),
    });
    expect(cell.state.surroundings.backend).toBe('wasm');
  });
});

describe('close', () => {
  it('ends the worker and drops what was still to come', async () => {
    const cell = await runningCell();
    const late = cell.runner.changeBackend('cpu');
    cell.runner.close(null);
    await late;
    expect(cell.takeCalls()).toContain('dispose');
    expect(cell.state).toMatchObject({ phase: 'idle', session: null, notice: null });
  });

  it('leaves a runner that can run again', async () => {
    const cell = await runningCell();
    cell.runner.close(null);
    await cell.runner.run();
    expect(cell.state.phase).toBe('running');
    expect(cell.created).toBe(1);
  });
});
