import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPublicFilesBy } from '@lib/assets';
import { family } from '@lib/models/dcgan-mnist';
import { type CodeCellId, codeCells } from '@lib/notebook/cells';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm, loadShippedDigits, readBytes } from '../../../tools/lib/node-backend';
import { NodeNotebook } from '../support/notebook';

/** Less than the cell's, for the time that it takes. */
const batchSize = 4;

/** The training cell with so few steps, showing pictures at the last one. */
const shortened = (steps: number) => (source: string, id: CodeCellId) => {
  const changes: Partial<Record<CodeCellId, Record<string, string>>> = {
    loop: { 'run.steps(2000)': `run.steps(${steps})`, 'step % 50': `step % ${steps}` },
    optimizers: { 'batchSize: 16': `batchSize: ${batchSize}` },
  };
  return Object.entries(changes[id] ?? {}).reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, source);
};

beforeAll(async () => {
  await activateWasm({ instructions: 'simd' });
  readPublicFilesBy((path) => readBytes('public', path));
});

describe('the original cells', () => {
  const steps = 20;
  // Of all tests that run cells, since training takes its time.
  const trained = new NodeNotebook(shortened(steps));

  test('compile, and have no name that nobody gives', () => {
    const notebook = new NodeNotebook();
    for (const cell of notebook.compiled) {
      expect(cell.faults, cell.id).toEqual([]);
      const unknown = cell.uses.filter((name) => !notebook.cellOf(name));
      expect(unknown, cell.id).toEqual([]);
    }
  });

  test('give every name once', () => {
    const given = new NodeNotebook().compiled.flatMap(({ defines }) => defines);
    expect(given.filter((name, i) => given.indexOf(name) !== i)).toEqual([]);
  });

  test('train as the site does, bit by bit', async () => {
    await trained.run('loop');
    const trainer = new AdversarialTrainer({
      family,
      settings: {
        generatorLoss: 'non-saturating',
        generatorLearningRate: 1e-3,
        generatorBeta1: 0,
        discriminatorLearningRate: 5e-4,
        discriminatorBeta1: 0,
        batchSize,
        epochs: 2,
        seed: 2017,
        drawnWeights: 'average',
      },
      data: { digits: await loadShippedDigits() },
    });
    for (let i = 0; i < steps; i++) await trainer.train();
    for (const [name, network] of Object.entries({ G: 'generator', D: 'discriminator' })) {
      const own = await weightsOf(trained.value(name) as StraightNetwork);
      expect(own).toEqual(await weightsOf(trainer.networks[network] as StraightNetwork));
    }
    trainer.dispose();
  });

  test('each show something', async () => {
    for (const { id } of codeCells) await trained.run(id);
    const silent = codeCells.filter(({ id }) => trained.shown.get(id)?.length === 0);
    expect(silent).toEqual([]);
  });
});

/** All weights, as sums that change with every bit: the arrays themselves take minutes to compare. */
async function weightsOf({ state }: StraightNetwork): Promise<string[]> {
  const arrays = await Promise.all(state.map((weight) => weight.data<'float32'>()));
  return arrays.map((array) => createHash('sha256').update(array).digest('hex'));
}
