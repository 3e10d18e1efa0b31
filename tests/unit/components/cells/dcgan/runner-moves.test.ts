import { describe, expect, it } from 'vitest';
import { Cell, failedCell, runningCell } from '../../../support/fake-client';

describe('changing the backend', () => {
  it('before a run is remembered for it', async () => {
    const cell = new Cell();
    await cell.runner.changeBackend('cpu');
    expect(cell.created).toBe(0);
    await cell.runner.run();
    expect(cell.client.requests[0]?.backend).toBe('cpu');
  });

  it('during a run takes the run along and goes on', async () => {
    const cell = await runningCell();
    await cell.runner.changeBackend('cpu');
    expect(cell.takeCalls()).toEqual(['pause', 'checkpoint present', 'open', 'start']);
    expect(cell.client.requests.at(-1)?.checkpoint?.step).toBe(12);
    expect(cell.state).toMatchObject({ phase: 'running', step: 12 });
  });

  it('of a paused run leaves it paused', async () => {
    const cell = await runningCell();
    await cell.runner.pause();
    await cell.runner.changeBackend('cpu');
    expect(cell.state.phase).toBe('paused');
  });

  it('during a single step waits for it, and does not make it a run', async () => {
    const cell = await runningCell();
    await cell.runner.pause();
    const stepped = cell.runner.step();
    await cell.runner.changeBackend('cpu');
    await stepped;
    expect(cell.takeCalls()).toEqual(['pause', 'update', 'step', 'checkpoint present', 'open']);
    expect(cell.state.phase).toBe('paused');
  });

  it('to one that cannot be used goes on with the one before', async () => {
    const cell = await runningCell();
    cell.client.nextOpen = () => Promise.reject(new Error('使えません。'));
    await cell.runner.changeBackend('webgpu');
    expect(cell.takeCalls()).toEqual(['pause', 'checkpoint present', 'open', 'start']);
    expect(cell.state).toMatchObject({ phase: 'running', step: 12 });
    expect(cell.state.surroundings.backend).toBe('auto');
    expect(cell.state.notice?.text).toBe('使えません。');
  });
});

describe('own files', () => {
  const file = new File([new Uint8Array([1, 2, 3])], 'images-idx3-ubyte');

  it('take the place of the images of a run that goes on', async () => {
    const cell = await runningCell();
    await cell.runner.useFiles([file]);
    const { source, checkpoint } = cell.client.requests.at(-1) ?? {};
    expect(source).toMatchObject({ kind: 'files', files: [{ name: 'images-idx3-ubyte' }] });
    expect(checkpoint?.step).toBe(12);
    expect(cell.state.phase).toBe('running');
    expect(cell.state.notice?.text).toMatch(/^ファイルの画像320枚に切り替えました/);
  });

  it('that are wrong leave the run as it was, and say why', async () => {
    const cell = await runningCell();
    cell.client.nextOpen = () => Promise.reject(new Error('IDX形式ではありません。'));
    await cell.runner.useFiles([file]);
    expect(cell.state).toMatchObject({ phase: 'running', step: 12 });
    expect(cell.state.surroundings.source.kind).toBe('shipped');
    expect(cell.state.notice).toEqual({ tone: 'error', text: 'IDX形式ではありません。' });
  });

  it('that cannot be read from the disk are reported too', async () => {
    const cell = await runningCell();
    const gone = { name: 'gone', arrayBuffer: () => Promise.reject(new Error('消えました。')) };
    await cell.runner.useFiles([gone as unknown as File]);
    expect(cell.state.notice?.text).toBe('消えました。');
    expect(cell.takeCalls()).toEqual([]);
  });

  it('chosen after a failure wait for the next run', async () => {
    const cell = await failedCell('diverged');
    await cell.runner.useFiles([file]);
    expect(cell.takeCalls()).toEqual([]);
    expect(cell.state.surroundings.source.kind).toBe('files');
  });

  it('give way to the shipped images again', async () => {
    const cell = await runningCell();
    await cell.runner.useFiles([file]);
    await cell.runner.useShippedImages();
    expect(cell.client.requests.at(-1)?.source).toEqual({ kind: 'shipped' });
    expect(cell.state.phase).toBe('running');
  });
});

describe('weights', () => {
  it('are saved as one zip', async () => {
    const cell = await runningCell();
    const zip = await cell.runner.weightsZip();
    expect(zip?.type).toBe('application/zip');
    expect(new Uint8Array((await zip?.arrayBuffer()) ?? []).slice(0, 2)).toEqual(
      new TextEncoder().encode('PK'),
    );
  });

  it('that are no weights change nothing, and are said to be none', async () => {
    const cell = await runningCell();
    await cell.runner.loadWeights([new File(['hello'], 'weights.zip')]);
    expect(cell.takeCalls()).toEqual([]);
    expect(cell.state.notice?.tone).toBe('error');
    expect(cell.state.phase).toBe('running');
  });
});
