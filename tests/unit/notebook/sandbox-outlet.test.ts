import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CellOutput, outputLimits, readOutput } from '@lib/notebook/outputs';
import { sandboxLimits, sharedPlaces, type WorkerMessage } from '@lib/notebook/protocol';
import { Outlet } from '@lib/notebook/worker/outlet';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open(shared: Int32Array<SharedArrayBuffer> | null = null) {
  const batches: CellOutput[][] = [];
  const post = (message: WorkerMessage) => {
    if (message.kind === 'outputs') batches.push([...message.outputs]);
  };
  const outlet = new Outlet({ post, shared, now: () => Date.now() });
  outlet.begin(1);
  return { outlet, batches };
}

const line = (text: string) => ({ kind: 'text', level: 'log', text }) as const;
const progress = (done: number) => ({ kind: 'progress', done, total: 9, ms: 0 }) as const;

describe('what a cell shows', () => {
  it('goes at once, then in one batch for 50 ms, lines joined and progress replaced', () => {
    const { outlet, batches } = open();
    outlet.emit(1, line('a'));
    outlet.emit(1, line('b'));
    outlet.emit(1, line('c'));
    outlet.emit(1, progress(1));
    outlet.emit(1, progress(2));
    expect(batches).toEqual([[line('a')]]);
    vi.advanceTimersByTime(50);
    expect(batches).toEqual([[line('a')], [line('b\nc'), progress(2)]]);
  });

  it('ends after the lines that fit; the rest is counted', () => {
    const { outlet, batches } = open();
    for (let i = 0; i < 5000; i++) outlet.emit(1, line(`${i}`));
    vi.advanceTimersByTime(50);
    const all = batches.flat();
    const lines = all.flatMap((output) => (output.kind === 'text' ? output.text.split('\n') : []));
    expect(lines).toHaveLength(outputLimits.textLines);
    expect(all.at(-1)).toEqual({ kind: 'omitted', lines: 4000 });
    outlet.begin(2);
    outlet.emit(2, line('x'.repeat(2 * outputLimits.textCharacters)));
    vi.advanceTimersByTime(50);
    expect(readOutput(batches.at(-1)?.[0])).not.toBeNull();
  });

  it('waits for the page, in bounded room, and goes on with the newest', () => {
    const { outlet, batches } = open();
    const image = (value: number): CellOutput => ({
      kind: 'images',
      key: 'samples',
      bytes: new Uint8Array(4).fill(value),
      ...{ count: 1, height: 2, width: 2, channels: 1, columns: 1 },
    });
    for (let i = 0; i < 200; i++) {
      outlet.emit(1, image(i));
      vi.advanceTimersByTime(60);
    }
    expect(batches).toHaveLength(sandboxLimits.credits);
    outlet.acknowledge(sandboxLimits.credits);
    vi.advanceTimersByTime(60);
    expect(batches.at(-1)).toEqual([image(199)]);
  });

  it('hears of a page that draws even where no message can come', () => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * sharedPlaces.length));
    const { outlet, batches } = open(shared);
    const fill = () => {
      for (let i = 0; i < 100; i++) {
        outlet.emit(1, progress(i));
        vi.setSystemTime(Date.now() + 60);
      }
    };
    fill();
    expect(batches).toHaveLength(sandboxLimits.credits);
    Atomics.store(shared, sharedPlaces.drawn, 40);
    fill();
    expect(batches).toHaveLength(sandboxLimits.credits + 40);
  });

  it('continues a curve that has not been sent yet', () => {
    const { outlet, batches } = open();
    const curve = (from: number): CellOutput => ({
      kind: 'curve',
      key: 'loss',
      appends: true,
      series: [{ name: 'G', x: Float64Array.of(from), y: Float64Array.of(from) }],
    });
    for (const from of [1, 2, 3]) outlet.emit(1, curve(from));
    vi.advanceTimersByTime(50);
    const [joined] = batches[1] ?? [];
    expect(joined).toMatchObject({ series: [{ x: Float64Array.of(2, 3) }], appends: true });
  });
});
