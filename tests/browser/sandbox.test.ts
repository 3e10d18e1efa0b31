/** The sandbox that runs the reader's code: what browsers have to grant, that it ends, that nothing gets out. */
import { expect, type Page, test } from '@playwright/test';
import { serve } from '../../tools/lib/serve.mjs';
import type { RunRecord } from './sandbox-page/main';
import { buildSandboxPage } from './support/sandbox-page';
import { attempts } from './support/escape-attempts';

// One worker for the file: the page is built once.
test.describe.configure({ mode: 'default' });

let isolated: Awaited<ReturnType<typeof serve>>;
let plain: Awaited<ReturnType<typeof serve>>;
const asked: string[] = [];

test.beforeAll(async () => {
  const folder = await buildSandboxPage();
  const before = async (path: string) => void asked.push(path);
  isolated = await serve(folder, { isolated: true, before });
  plain = await serve(folder, { before });
});

test.afterAll(async () => {
  await isolated.stop();
  await plain.stop();
});

async function open(page: Page, { url }: { url: string }): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => 'kernel' in window);
}

function runCell(page: Page, id: string, body: string, defines: string[] = []): Promise<RunRecord> {
  return page.evaluate(([a, b, c]) => window.runCell(a, b, c), [id, body, defines] as const);
}

/** Run a cell that does not end, stop it, and measure. */
function stopAfter(page: Page, body: string, milliseconds = 400) {
  return page.evaluate(
    async ([text, wait]) => {
      const running = window.runCell('loop', text);
      await new Promise((resolve) => setTimeout(resolve, wait));
      const pressed = performance.now();
      await window.kernel.stop();
      const ms = performance.now() - pressed;
      const { end, outputs } = await running;
      return { ms, end, outputs };
    },
    [body, milliseconds] as const,
  );
}

test('a worker of opaque origin computes on threads in an isolated page', async ({ page }) => {
  await open(page, isolated);
  const facts = await page.evaluate(() => window.kernel.ready());
  expect(facts).toMatchObject({ rung: 'isolated', backend: 'wasm' });
  expect(facts.threads).toBeGreaterThan(1);
  const body = `
    const nested = await new Promise((resolve, reject) => {
      const text = 'onmessage = ({ data }) => { Atomics.wait(data, 0, 0); postMessage([self.crossOriginIsolated, self.origin]); };';
      const worker = new Worker(URL.createObjectURL(new Blob([text])));
      const shared = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
      worker.postMessage(shared);
      setTimeout(() => { Atomics.store(shared, 0, 1); Atomics.notify(shared, 0); }, 50);
    });
    print(JSON.stringify([self.origin, self.crossOriginIsolated, location.protocol, ...nested]));`;
  const { outputs } = await runCell(page, 'facts', body);
  const text = outputs.find((output) => output.kind === 'text')?.text ?? '';
  expect(JSON.parse(text)).toEqual(['null', true, 'blob:', true, 'null']);
});

test('an endless loop is stopped, and values of other cells stay', async ({ page }) => {
  await open(page, isolated);
  await runCell(page, 'a', 'const n = 42;', ['n']);
  for (const body of [
    'while (true) { guard(); }',
    'while (true) { guard(); await 0; }',
    'while (true) { guard(); print(1); }',
    'while (true) { guard(); await new Promise((done) => setTimeout(done, 1)); }',
  ]) {
    const { ms, end, outputs } = await stopAfter(page, body);
    expect(end.kind, body).toBe('stopped');
    expect(ms).toBeLessThan(300);
    const lines = outputs.flatMap((one) => (one.kind === 'text' ? one.text.split('\n') : []));
    expect(lines.length).toBeLessThanOrEqual(1000);
  }
  const memory = await runCell(page, 'memory', 'new ArrayBuffer(2 ** 52);');
  expect(memory.end.error?.hint).toContain('メモリーが足りなくなりました');
  const deep = await runCell(page, 'deep', 'const f = () => f();\nf();');
  expect(deep.end.error).toMatchObject({ name: 'RangeError', frames: [{ cell: 'deep', line: 2 }] });
  const { outputs } = await runCell(page, 'b', 'print(take("n"));');
  expect(outputs).toContainEqual({ kind: 'text', level: 'log', text: '42' });
  expect(await page.evaluate(() => window.lost)).toEqual([]);
});

test('a loop that hears nothing is ended with its worker; the next press works', async ({
  page,
}) => {
  for (const [server, body] of [
    [isolated, 'while (true) {}'],
    [plain, 'while (true) { guard(); }'],
  ] as const) {
    await open(page, server);
    await runCell(page, 'a', 'print(1);');
    const { ms, end } = await stopAfter(page, body);
    expect(end).toMatchObject({ kind: 'lost', error: { name: 'Lost' } });
    expect(end.error?.message).toContain('セルの値は消えました');
    expect(ms).toBeLessThan(1500);
    expect(await page.evaluate(() => window.lost)).toHaveLength(1);
    expect((await runCell(page, 'a', 'print(2);')).end.kind).toBe('done');
  }
});

test('without blob workers a data worker computes; without any nothing does', async ({ page }) => {
  let allowed = 'data:';
  await page.route('**/host.*.html', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const body = text.replaceAll('worker-src blob: data:', `worker-src ${allowed}`);
    await route.fulfill({ response, body });
  });
  await open(page, isolated);
  const facts = await page.evaluate(() => window.kernel.ready());
  expect(facts).toMatchObject({ rung: 'data', threads: 1 });
  expect((await runCell(page, 'a', 'print(1);')).end.kind).toBe('done');
  allowed = "'none'";
  await open(page, isolated);
  const { rung, line } = await page.evaluate(() => window.kernel.ready());
  expect(rung).toBe('none');
  expect(line).toContain('安全に実行できません');
});

test('a program that breaks the rules is ended, and the page answers meanwhile', async ({
  page,
}) => {
  const breaches = {
    flood: `for (;;) port.postMessage({ kind: 'outputs', run: 1, outputs: [] });`,
    size: `port.postMessage({ kind: 'outputs', run: 1, outputs: [new ArrayBuffer(2 ** 30)] });`,
    markup: `port.postMessage({ kind: 'outputs', run: 1, outputs: [{ kind: 'html', html: '<b>' }] });
      port.postMessage({ kind: 'end', run: 1, how: 'done', ms: 0, tensors: 0, consumed: [] });`,
    strange: `port.postMessage({ kind: 'call', call: 1, run: 1, ask: { what: 'file', path: { a: 1 } } });`,
    global: `self.postMessage('past the port');`,
    file: `port.postMessage({ kind: 'call', call: 1, run: 1, ask: { what: 'file', path: '../../index.html', title: 'x' } });`,
  };
  const program = `onmessage = ({ data: { port } }) => {
    port.onmessage = ({ data }) => {
      if (data.kind === 'refuse') port.postMessage({ kind: 'end', run: 1, how: 'done', ms: 0, tensors: 0, consumed: [data.message] });
      if (data.kind === 'run') (0, breaches[data.cell.id])(port);
    };
    port.postMessage({ kind: 'facts', backend: 'wasm', threads: 1 });
  };
  const breaches = { ${Object.entries(breaches).map(([name, code]) => `${name}: (port) => { ${code} }`)} };`;
  await page.route('**/runtime.*.js', (route) =>
    route.fulfill({ body: program, contentType: 'text/javascript' }),
  );
  for (const name of Object.keys(breaches)) {
    await open(page, isolated);
    await page.evaluate(() => window.kernel.ready());
    const { record, gap } = await page.evaluate(async (id) => {
      let gap = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
      }, 5);
      const record = await window.runCell(id, '');
      await new Promise((resolve) => setTimeout(resolve, 50));
      clearInterval(timer);
      return { record, gap };
    }, name);
    // To copy a gigabyte keeps memory busy for whoever else computes.
    expect(gap, name).toBeLessThan(name === 'size' ? 1000 : 400);
    if (name === 'markup') {
      expect(record.outputs.map(({ kind }) => kind)).toEqual(['status']);
    } else if (name === 'file') {
      expect(record.end.consumed).toEqual([
        '「../../index.html」はノートブックから読み込めません。',
      ]);
    } else expect(record.end, name).toMatchObject({ kind: 'lost', tensors: 0 });
  }
});

test('errors name the line, in callbacks too', async ({ page }) => {
  await open(page, isolated);
  const { end } = await runCell(
    page,
    'a',
    'const f = () => {\n  tf.zeros([2]).reshape([3]);\n};\nf();',
  );
  const cells = end.error?.frames.filter(({ cell }) => cell === 'a') ?? [];
  expect(cells.map(({ line }) => line)).toEqual([3, 5]);
  expect(end.error?.frames[0]?.cell).toBeNull();
  await runCell(
    page,
    'b',
    'setTimeout(() => {\n  throw new Error("later");\n}, 50);\nvoid Promise.reject(new Error("alone"));',
  );
  await expect
    .poll(() => page.evaluate(() => window.late['b']?.filter(({ kind }) => kind === 'error')))
    .toMatchObject([
      { error: { message: 'alone', frames: [{ cell: 'b', line: 5 }] } },
      { error: { message: 'later', frames: [{ cell: 'b', line: 3 }] } },
    ]);
});

test('a training keeps its state through the page', async ({ page }) => {
  await open(page, isolated);
  const body = `const run = training('a', { random: new gan.Random(3) });
    for await (const step of run.steps(3)) await run.log({ loss: step });
    print(await checkpointed('a'));`;
  const { end, outputs } = await runCell(page, 'train', body);
  expect(end.error).toBeUndefined();
  expect(outputs).toContainEqual({ kind: 'checkpoint', run: 'a', step: 3 });
  expect(outputs).toContainEqual({ kind: 'text', level: 'log', text: '3' });
});

test('30 attempts to get out fail', async ({ page }) => {
  await page.context().addCookies([{ name: 'secret', value: '1', url: isolated.url }]);
  await open(page, isolated);
  await page.evaluate(() => {
    localStorage.setItem('secret', '1');
    return caches.open('secret');
  });
  await page.evaluate(() => window.kernel.ready());
  const files = asked.length;
  const { port } = new URL(isolated.url);
  const list = attempts(`http://127.0.0.1:${port}/`);
  expect(list).toHaveLength(30);
  // Side by side, since what never settles takes its time; those that change what others use come last.
  const cell = (from: number, to?: number) => {
    const tried = list.slice(from, to).map(
      ([name, code]) => `(async () => {
      const tried = async () => { ${code} };
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1500));
      try { print(${JSON.stringify(name)}, 'OUT', String(await Promise.race([tried(), late]))); }
      catch { print(${JSON.stringify(name)}, 'failed'); }
    })()`,
    );
    return `await Promise.all([${tried.join(',')}]);`.replaceAll(/\s+/g, ' ');
  };
  const first = await runCell(page, 'escape', cell(0, -3));
  const rest = [
    await runCell(page, 'prototypes', cell(-3, -2)),
    await runCell(page, 'getters', cell(-2)),
  ];
  const ran = [first, ...rest];
  const outputs = ran.flatMap((record) => record.outputs);
  const lines = outputs.flatMap((one) => (one.kind === 'text' ? one.text.split('\n') : []));
  expect(ran.map(({ end }) => end.kind)).toEqual(['done', 'done', 'done']);
  expect(lines.filter((line) => !line.endsWith(' failed'))).toEqual([]);
  expect(lines).toHaveLength(30);
  expect(asked.slice(files)).toEqual([]);
  const after = await page.evaluate(async () => ({
    title: document.title,
    frames: frames.length,
    secret: localStorage.getItem('secret'),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).length,
    own: [].map.name,
  }));
  expect(after).toEqual({
    title: 'sandbox',
    frames: 1,
    secret: '1',
    caches: ['secret'],
    databases: 0,
    own: 'map',
  });
  expect((await runCell(page, 'after', 'print("still");')).end.kind).toBe('done');
});
