import { Flow } from '@components/cells/notebook/flow';
import { Notebook, type NotebookOptions } from '@components/cells/notebook/notebook';
import { expect, test, vi } from 'vitest';
import { FakeKernel } from './fake-kernel';

const texts = {
  data: 'const digits = [1, 2, 3];',
  network: 'const G = { size: digits.length };',
  images: 'print(G.size);',
  aside: 'const unrelated = 1;',
};

function open(kernel = new FakeKernel(), options: Partial<NotebookOptions> = {}) {
  const origins = Object.entries(texts).map(([id, original]) => ({
    ...{ id, title: id.toUpperCase(), file: null, original },
  }));
  const notebook = new Notebook({
    origins,
    loadFlow: () => Promise.resolve(Flow),
    createKernel: () => Promise.resolve(kernel),
    ...options,
  });
  const phases = () => notebook.cells.all.map(({ phase }) => phase).join(' ');
  return { notebook, kernel, phases };
}

/** Until the kernel has been given a cell. */
const begun = (kernel: FakeKernel, count: number) =>
  vi.waitFor(() => {
    expect(kernel.ran).toHaveLength(count);
  });

test('nothing runs by itself, and a press runs what is needed', async () => {
  const { notebook, kernel, phases } = open();
  notebook.edit('data', 'const digits = [4];');
  expect(kernel.ran).toEqual([]);
  await notebook.run('images');
  expect(kernel.ran).toEqual(['data', 'network', 'images']);
  expect(phases()).toBe('fresh fresh fresh idle');
});

test('an edit makes what depends on it old, and only that is run again', async () => {
  const { notebook, kernel, phases } = open();
  await notebook.run('images');
  await notebook.run('aside');
  kernel.ran.length = 0;
  notebook.edit('network', 'const G = { size: digits.length + 1 };');
  expect(phases()).toBe('fresh stale stale fresh');
  expect(kernel.ran).toEqual([]);
  await notebook.runAll('data');
  expect(kernel.ran).toEqual(['network', 'images']);
  expect(phases()).toBe('fresh fresh fresh fresh');
});

test('a press of all starts the sandbox before the code has been looked through', async () => {
  let load: (flow: typeof Flow) => void = () => undefined;
  const kernel = new FakeKernel();
  const createKernel = vi.fn(() => Promise.resolve(kernel));
  const loadFlow = () => new Promise<typeof Flow>((resolve) => (load = resolve));
  const { notebook } = open(kernel, { loadFlow, createKernel });
  const pressed = notebook.runAll('data');
  expect(createKernel).toHaveBeenCalledOnce();
  load(Flow);
  await pressed;
  expect(kernel.expected).toEqual(Object.values(texts));
  expect(kernel.ran).toEqual(Object.keys(texts));
});

test('what is typed is compiled in a pause, and at a press', async () => {
  const { notebook, kernel, phases } = open();
  await notebook.run('network');
  kernel.ran.length = 0;
  notebook.edit('data', 'const digits = [5];', { isTyped: true });
  expect(phases()).toBe('fresh fresh idle idle');
  await vi.waitFor(() => {
    expect(phases()).toBe('stale stale idle idle');
  });
  notebook.edit('data', 'const digits = [6];', { isTyped: true });
  await notebook.run('network');
  expect(kernel.ran).toEqual(['data', 'network']);
});

test('presses queue, and a stop forgets those that wait', async () => {
  const kernel = new FakeKernel(false);
  const { notebook, phases } = open(kernel);
  const pressed = [notebook.run('data'), notebook.run('aside')];
  await begun(kernel, 1);
  expect(phases()).toBe('running idle idle queued');
  await notebook.stop();
  await Promise.all(pressed);
  expect(kernel.ran).toEqual(['data']);
  expect(phases()).toBe('stopped idle idle idle');
});

test('of a faulty cell nothing runs, and the cell that needs it says which one', async () => {
  const { notebook, kernel, phases } = open();
  notebook.edit('network', 'const G = { size: digit.length };');
  await notebook.run('images');
  expect(kernel.ran).toEqual([]);
  expect(phases()).toBe('idle failed idle idle');
  const { failure, faults } = notebook.cells.get('network') ?? {};
  expect(failure?.message).toBe('`digit` という名前はありません。`digits` のことでしょうか。');
  expect(failure?.frames[0]?.place).toEqual({ cell: 'network', at: { line: 1, column: 19 } });
  expect(faults).toHaveLength(1);
  expect(notebook.cells.get('images')?.notice?.text).toContain('「NETWORK」');
  notebook.edit('network', texts.network);
  expect(notebook.cells.get('network')).toMatchObject({ failure: null, faults: [] });
});

test('an error is told at its place in the text that ran', async () => {
  const kernel = new FakeKernel(false);
  const { notebook } = open(kernel);
  notebook.edit('aside', '// one\nconst n: number = 1;\nn.push(1);');
  const pressed = notebook.run('aside');
  await begun(kernel, 1);
  notebook.edit('aside', '// other');
  const frames = [
    { cell: null, name: 'adversarialStep', line: 0, column: 0 },
    { cell: 'aside', line: 4, column: 3 },
  ];
  kernel.end({ kind: 'failed', error: { name: 'TypeError', message: 'n.push', frames } });
  await pressed;
  expect(notebook.cells.get('aside')?.failure).toMatchObject({
    name: 'TypeError',
    frames: [
      { place: null, name: 'adversarialStep' },
      { place: { cell: 'aside', at: { line: 3, column: 3 } } },
    ],
  });
});

test('outputs gather below their cell; a lost worker leaves them and takes the values', async () => {
  const kernel = new FakeKernel(false);
  const { notebook, phases } = open(kernel);
  const pressed = notebook.run('data');
  await begun(kernel, 1);
  kernel.onOutput({ kind: 'text', level: 'log', text: 'one' });
  kernel.onOutput({ kind: 'text', level: 'log', text: 'two' });
  kernel.end();
  await pressed;
  const next = notebook.run('aside');
  await begun(kernel, 2);
  kernel.end({ kind: 'lost', error: { name: '', message: 'メモリー不足です。', frames: [] } });
  await next;
  expect(phases()).toBe('stale idle idle stopped');
  expect(notebook.cells.get('data')?.blocks).toEqual([
    { kind: 'text', lines: [{ level: 'log', text: 'one\ntwo' }], omitted: 0 },
  ]);
  expect(notebook.cells.get('aside')?.notice?.text).toMatch(/^メモリー不足です。.*値は消えました/);
});

test('the original can be had back, and that be taken back', () => {
  const onReplaced = vi.fn();
  const { notebook } = open(new FakeKernel(), { onReplaced });
  notebook.edit('data', 'const digits = [];');
  notebook.restore('data');
  expect(notebook.cells.get('data')?.text).toBe(texts.data);
  expect(onReplaced).toHaveBeenCalledWith('data', 'const digits = [];', 'restore');
  notebook.cells.get('data')?.notice?.actions?.[0]?.act();
  expect(notebook.cells.get('data')?.text).toBe('const digits = [];');
});

test('cells can be added behind any cell, used and taken away', async () => {
  const { notebook, kernel } = open();
  const id = notebook.add('network', { text: 'const mine = G.size;' });
  expect(notebook.cells.all.map((cell) => cell.id)).toEqual([
    ...['data', 'network', id, 'images', 'aside'],
  ]);
  await notebook.run(id);
  expect(kernel.ran).toEqual(['data', 'network', id]);
  expect(notebook.shared.added).toEqual([{ id, after: 'network', text: 'const mine = G.size;' }]);
  expect(notebook.remove('network')).toBe(false);
  expect(notebook.remove(id)).toBe(true);
  await vi.waitFor(() => {
    expect(kernel.forgotten).toEqual([id]);
  });
});

test('code of a link runs only once it has been seen, and gives way to the reader’s', async () => {
  const { notebook, kernel } = open();
  notebook.edit('data', 'const digits = ["mine"];');
  const added = [{ id: 'own-1', after: 'gone', text: '1' }];
  const ids = notebook.offer({
    changed: { data: 'const digits = ["link"];', unknown: '1', aside: texts.aside },
    added,
  });
  expect(ids).toEqual(['data']);
  await notebook.runAll('images');
  await notebook.run('images');
  expect(kernel.ran).toEqual([]);
  expect(notebook.cells.get('images')?.notice?.text).toContain('「DATA」はリンクのコードです');
  notebook.see('data');
  await notebook.run('images');
  expect(kernel.ran).toEqual(['data', 'network', 'images']);
  notebook.refuse('data');
  expect(notebook.cells.get('data')).toMatchObject({
    text: 'const digits = ["mine"];',
    offer: null,
  });
});

test('the code that a training was kept with is found again, and taken back with one press', async () => {
  const kernel = new FakeKernel(false);
  const { notebook } = open(kernel);
  const pressed = notebook.run('images');
  for (const step of [1, 2, 3]) {
    await begun(kernel, step);
    if (step === 3) {
      // What is typed while it runs is not what it was kept with.
      notebook.edit('images', 'print(G.size, 2);');
      kernel.onOutput({ kind: 'checkpoint', run: 'run', step: 40 });
    }
    kernel.end();
  }
  await pressed;
  const images = () => notebook.cells.get('images');
  expect(images()?.changedSinceKept).toBe('「IMAGES」');
  notebook.edit('images', texts.images);
  expect(images()?.changedSinceKept).toBe(null);
  notebook.edit('network', 'const G = { size: 5 };');
  notebook.edit('aside', 'const unrelated = 2;');
  expect(images()?.changedSinceKept).toBe('「NETWORK」');

  notebook.takeKept('images');
  expect(notebook.cells.get('network')?.text).toBe(texts.network);
  expect(notebook.cells.get('aside')?.text).toBe('const unrelated = 2;');
  expect(images()?.changedSinceKept).toBe(null);
  images()?.notice?.actions?.[0]?.act();
  expect(notebook.cells.get('network')?.text).toBe('const G = { size: 5 };');
});
