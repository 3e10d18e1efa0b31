import { describe, expect, it } from 'vitest';
import { chooseBackend, type ProbeResult } from '@lib/backends/choose';
import type { BackendName } from '@lib/backends/report';

const unusable = (note: string): ProbeResult => ({ milliseconds: null, note });
const takes = (milliseconds: number): ProbeResult => ({ milliseconds, note: '' });

/** A probe that finds these, and records what it was asked for and how many it ran at once. */
function probing(findings: Partial<Record<BackendName, ProbeResult>>) {
  const probed: BackendName[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  const probe = async (backend: BackendName) => {
    probed.push(backend);
    mostAtOnce = Math.max(mostAtOnce, ++underWay);
    await Promise.resolve();
    underWay -= 1;
    return findings[backend] ?? unusable('ありません');
  };
  return { probe, probed, mostAtOnce: () => mostAtOnce };
}

describe('choosing a backend', () => {
  it('takes the fastest, whatever its name', async () => {
    const { probe } = probing({ webgpu: takes(30), webgl: takes(4000), wasm: takes(20) });
    const choice = await chooseBackend({ requested: 'auto', probe });
    expect(choice).toMatchObject({ backend: 'wasm', chosenBy: 'measurement' });
  });

  it('decides a tie by the order WebGPU, WebGL, WASM', async () => {
    const { probe } = probing({ webgpu: takes(10), webgl: takes(10), wasm: takes(10) });
    expect((await chooseBackend({ requested: 'auto', probe })).backend).toBe('webgpu');
  });

  it('takes one that needs no measurable time for the fastest, not for unusable', async () => {
    const { probe } = probing({ webgl: takes(0), wasm: takes(1) });
    expect((await chooseBackend({ requested: 'auto', probe })).backend).toBe('webgl');
  });

  it('measures one after the other, and CPU not at all when another works', async () => {
    const { probe, probed, mostAtOnce } = probing({ wasm: takes(20), cpu: takes(1) });
    const { backend } = await chooseBackend({ requested: 'auto', probe });
    expect(backend).toBe('wasm');
    expect(probed).toEqual(['webgpu', 'webgl', 'wasm']);
    expect(mostAtOnce()).toBe(1);
  });

  it('falls back on CPU when nothing else works', async () => {
    const { probe } = probing({ cpu: takes(900) });
    expect((await chooseBackend({ requested: 'auto', probe })).backend).toBe('cpu');
  });

  it('reports every measurement, of those that cannot be used too', async () => {
    const { probe } = probing({ webgl: unusable('SwiftShader'), wasm: takes(20) });
    const { measurements } = await chooseBackend({ requested: 'auto', probe });
    expect(measurements).toEqual([
      { backend: 'webgpu', milliseconds: null, note: 'ありません' },
      { backend: 'webgl', milliseconds: null, note: 'SwiftShader' },
      { backend: 'wasm', milliseconds: 20, note: '' },
    ]);
  });

  it('says why when there is none', async () => {
    const { probe } = probing({ wasm: unusable('SIMDがありません') });
    await expect(chooseBackend({ requested: 'auto', probe })).rejects.toThrow(
      '（webgpu：ありません、webgl：ありません、wasm：SIMDがありません、cpu：ありません）',
    );
  });
});

describe('a backend that the reader asked for', () => {
  it('is taken though others are faster, and is measured alone', async () => {
    const { probe, probed } = probing({ cpu: takes(900), wasm: takes(20) });
    expect(await chooseBackend({ requested: 'cpu', probe })).toEqual({
      backend: 'cpu',
      chosenBy: 'reader',
      measurements: [{ backend: 'cpu', milliseconds: 900, note: '' }],
    });
    expect(probed).toEqual(['cpu']);
  });

  it('that cannot be used is refused with its name and the reason', async () => {
    const { probe } = probing({ webgl: unusable('ソフトウェア描画') });
    await expect(chooseBackend({ requested: 'webgl', probe })).rejects.toThrow(
      '選ばれた計算方法「webgl」はこの環境では使えません（ソフトウェア描画）。',
    );
  });
});
