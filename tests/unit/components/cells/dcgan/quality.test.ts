import { presets } from '@components/cells/dcgan/controls';
import { describe, expect, it } from 'vitest';
import { Cell } from '../../../support/fake-client';

async function openCell(): Promise<Cell> {
  const cell = new Cell();
  await cell.runner.step();
  cell.takeCalls();
  return cell;
}

describe('quality in the DCGAN cell', () => {
  it('keeps the newest reading, and forgets it with the run that it was of', async () => {
    const cell = await openCell();
    await cell.runner.measureQuality();
    expect(cell.state.quality.reading).toMatchObject({ step: 12, collapse: { since: 8 } });
    expect(cell.state.quality.isBusy).toBe(false);
    await cell.runner.reset();
    expect(cell.state.quality.reading).toBeNull();
  });

  it('rewinds to the healthy state with the settings that the form has by then', async () => {
    const cell = await openCell();
    cell.edit('discriminatorLearningRate', '0.00005');
    await cell.runner.rewind();
    expect(cell.takeCalls()).toEqual(['checkpoint healthy', 'open', 'start']);
    expect(cell.client.requests.at(-1)).toMatchObject({
      checkpoint: { step: 10 },
      settings: { ...presets.quick.settings, discriminatorLearningRate: 0.00005 },
    });
    expect(cell.state).toMatchObject({ step: 10, phase: 'running', quality: { reading: null } });
  });

  it('shows a sample beside its nearest image, and keeps it when another cannot be had', async () => {
    const cell = await openCell();
    await cell.runner.inspectSample(4);
    expect(cell.state.quality.inspected?.index).toBe(4);
    await cell.runner.inspectSample(64);
    expect(cell.state.notice?.text).toContain('1以上64以下');
    expect(cell.state.quality).toMatchObject({ inspected: { index: 4 }, isBusy: false });
  });

  it('looks into nothing before there are networks', async () => {
    const cell = new Cell();
    await cell.runner.bestSamples();
    expect(cell.takeCalls()).toEqual([]);
  });
});
