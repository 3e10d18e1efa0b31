import { describe, expect, it } from 'vitest';
import {
  draftOf,
  initialDraft,
  presetNames,
  presetOf,
  presets,
  withPreset,
} from '@components/cells/dcgan/controls';
import { parseDraft } from '@components/cells/dcgan/derived';

describe('presets', () => {
  it.each(presetNames)('%s holds usable values and is recognised', (name) => {
    const draft = withPreset(initialDraft, name);
    expect(parseDraft(draft)).toEqual({ ok: true, settings: presets[name].settings });
    expect(presetOf(draft)).toBe(name);
  });

  it("the article's are those of outline C7", () => {
    expect(presets.article.settings).toMatchObject({
      batchSize: 32,
      epochs: 20,
      discriminatorLearningRate: 1e-5,
      discriminatorBeta1: 0.1,
      generatorLearningRate: 2e-4,
      generatorBeta1: 0.5,
      generatorLoss: 'non-saturating',
    });
  });

  it("the paper's are Adam with 2e-4 and 0.5 in both networks (outline C8)", () => {
    expect(presets.paper.settings).toMatchObject({
      discriminatorLearningRate: 2e-4,
      discriminatorBeta1: 0.5,
      generatorLearningRate: 2e-4,
      generatorBeta1: 0.5,
    });
  });

  it("keep the reader's seed", () => {
    const draft = { ...initialDraft, seed: '7' };
    expect(withPreset(draft, 'paper').seed).toBe('7');
    expect(presetOf(withPreset(draft, 'paper'))).toBe('paper');
  });

  it('are recognised however a value is written', () => {
    const draft = { ...withPreset(initialDraft, 'article'), discriminatorLearningRate: '1e-5' };
    expect(presetOf(draft)).toBe('article');
  });

  it('are left for "custom" by any other value, and by an unusable one', () => {
    expect(presetOf({ ...initialDraft, batchSize: '64' })).toBe('custom');
    expect(presetOf({ ...initialDraft, batchSize: '' })).toBe('custom');
  });
});

describe('draftOf', () => {
  it('writes numbers as a reader types them', () => {
    expect(draftOf(presets.article.settings)).toMatchObject({
      discriminatorLearningRate: '0.00001',
      batchSize: '32',
      generatorLoss: 'non-saturating',
    });
  });
});
