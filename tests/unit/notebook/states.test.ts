import { describe, expect, it } from 'vitest';
import { planFor } from '@lib/notebook/run-plan';
import { nextCell } from '@lib/notebook/states';
import { TestNotebook } from './notebook';

const chain = { a: 'const x = 1;', b: 'const y = x + 1;', c: 'x + y', d: 'const w = 5;\nw' };

describe('the lazy dataflow', () => {
  it('runs what a press needs and nothing else', async () => {
    const notebook = new TestNotebook(chain);
    expect(planFor(notebook.state, 'c')).toEqual(['a', 'b', 'c']);
    await notebook.press('c');
    expect(notebook.ran).toEqual(['a', 'b', 'c']);
    expect(notebook.shown.get('c')).toEqual([3]);
    expect(notebook.status('d')).toBe('idle');
    await notebook.press('c');
    expect(notebook.ran).toEqual(['c']);
  });

  it('marks what is below an edit or a run as stale, at once', async () => {
    const notebook = new TestNotebook(chain);
    await notebook.pressAll();
    notebook.write({ ...chain, a: 'const x = 2;' });
    expect('abcd'.split('').map((id) => notebook.status(id))).toEqual([
      'stale edited',
      'stale above',
      'stale above',
      'fresh',
    ]);
    notebook.write(chain);
    expect(notebook.status('c')).toBe('fresh');
    await notebook.press('a');
    expect(notebook.status('b')).toBe('stale above');
    await notebook.pressAll();
    expect(notebook.ran).toEqual(['b', 'c']);
  });

  it('notices who gives a name now', async () => {
    const notebook = new TestNotebook(chain);
    await notebook.press('c');
    notebook.write({ ...chain, a: '', e: 'const x = 1;' });
    expect(notebook.status('b')).toBe('stale above');
    await notebook.press('b');
    expect(notebook.ran).toEqual(['e', 'b']);
    notebook.write({ b: chain.b });
    await notebook.press('b');
    expect(notebook.ran).toEqual([]);
    expect(notebook.state.refused).toEqual({ id: 'b', because: ['b'] });
  });

  it('goes no further than an error, and drops only the presses that need it', async () => {
    const notebook = new TestNotebook({ ...chain, b: 'const y = x.no.such;' });
    notebook.act({ kind: 'pressed', id: 'c' });
    notebook.act({ kind: 'pressed', id: 'd' });
    await notebook.settle();
    expect(notebook.ran).toEqual(['a', 'b', 'd']);
    expect(notebook.status('b')).toBe('failed');
    expect(notebook.status('c')).toBe('idle');
    await notebook.pressAll();
    expect(notebook.ran).toEqual(['b']);
  });

  it('queues a second press, and forgets all at a stop', () => {
    const notebook = new TestNotebook(chain);
    notebook.act({ kind: 'pressed', id: 'd' });
    notebook.act({ kind: 'started', id: 'd' });
    notebook.act({ kind: 'pressed', id: 'd' });
    notebook.act({ kind: 'pressed', id: 'd' });
    notebook.act({ kind: 'pressed', id: 'a' });
    expect(nextCell(notebook.state)).toBeNull();
    expect(notebook.state.presses).toHaveLength(3);
    expect(notebook.status('d')).toBe('running');
    notebook.act({ kind: 'stopped' });
    notebook.act({ kind: 'ended', id: 'd', outcome: 'stopped' });
    expect(nextCell(notebook.state)).toBeNull();
    expect(notebook.status('d')).toBe('stopped');
  });

  it('says of a text that was edited as it ran that it is not the one that ran', () => {
    const notebook = new TestNotebook(chain);
    notebook.act({ kind: 'pressed', id: 'd' });
    notebook.act({ kind: 'started', id: 'd' });
    notebook.write({ ...chain, d: 'const w = 6;' });
    expect(notebook.status('d')).toBe('running');
    notebook.act({ kind: 'ended', id: 'd', outcome: 'done' });
    expect(notebook.status('d')).toBe('stale edited');
  });

  it('takes values for gone when the worker is', async () => {
    const notebook = new TestNotebook(chain);
    await notebook.pressAll();
    notebook.act({ kind: 'lost' });
    expect(notebook.status('c')).toBe('stale lost');
    await notebook.press('b');
    expect(notebook.ran).toEqual(['a', 'b']);
    notebook.act({ kind: 'pressed', id: 'c' });
    notebook.act({ kind: 'started', id: 'c' });
    notebook.act({ kind: 'ended', id: 'c', outcome: 'lost' });
    expect(['a', 'c'].map((id) => notebook.status(id))).toEqual(['stale lost', 'stopped']);
  });
});

const train = {
  seed: 'const random = { weight: 5 };',
  make: 'const G = { weight: ++random.weight };',
  look: 'const seen = G.weight;\nseen',
  train: "const run = training('t', { G });\nrun.run(10);\nG.weight",
  below: 'run && 1',
  beside: 'random\nconst side = 1;',
  use: 'seen + 1',
};

describe('a training', () => {
  it('begins from the same objects each time', async () => {
    const notebook = new TestNotebook(train);
    await notebook.press('train');
    const [first] = notebook.shown.get('train') ?? [];
    await notebook.press('train');
    expect(notebook.ran).toEqual(['seed', 'make', 'train']);
    expect(notebook.shown.get('train')).toEqual([first]);
  });

  it('goes on with the objects as they are, if asked', async () => {
    const notebook = new TestNotebook(train);
    await notebook.press('train');
    const before = notebook.shown.get('train');
    await notebook.press('train', true);
    expect(notebook.ran).toEqual(['train']);
    expect(notebook.shown.get('train')).not.toEqual(before);
  });

  it('leaves what only reads its objects as the result of an earlier step', async () => {
    const notebook = new TestNotebook(train);
    await notebook.pressAll();
    // In the notebook's order it looked before the training.
    expect(notebook.status('look')).toBe('fresh @0');
    await notebook.press('look');
    expect(notebook.ran).toEqual(['look']);
    expect(notebook.status('look')).toBe('fresh');
    await notebook.press('train');
    expect(notebook.status('look')).toBe('fresh @10');
    expect(notebook.status('below')).toBe('stale above');
    // The objects that it read are gone, though its result is that of the new ones.
    expect(notebook.status('beside')).toBe('fresh');
    await notebook.press('use');
    expect(notebook.ran).toEqual(['look', 'use']);
  });

  it('is begun anew on the way to what needs it, too', async () => {
    const notebook = new TestNotebook(train);
    await notebook.press('below');
    const first = notebook.shown.get('train');
    notebook.write({ ...train, train: `${train.train}\n// edited` });
    await notebook.press('below');
    expect(notebook.ran).toEqual(['seed', 'make', 'train', 'below']);
    expect(notebook.shown.get('train')).toEqual(first);
  });

  it('makes stale what reads its objects when their text changes', async () => {
    const notebook = new TestNotebook(train);
    await notebook.press('look');
    notebook.write({ ...train, make: 'const G = { weight: 1 };' });
    await notebook.press('train');
    expect(notebook.status('look')).toBe('stale above');
  });

  it('begins anew where a deleted cell has trained, and goes on where another has', async () => {
    const notebook = new TestNotebook(train);
    await notebook.press('train');
    const first = notebook.shown.get('train');
    const more = {
      ...train,
      more: train.train.replace('const run', 'const again').replace('run.run', 'again.run'),
    };
    notebook.write(more);
    await notebook.press('more');
    expect(notebook.ran).toEqual(['more']);
    const { seed, make } = more;
    notebook.write({ seed, make, more: more.more });
    await notebook.press('more');
    expect(notebook.shown.get('more')).toEqual(first);
  });
});
