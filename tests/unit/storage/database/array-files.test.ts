import { beforeEach, expect, test, vi } from 'vitest';
import { exportAll, importAll } from '@lib/storage/database/backup';
import { deleteItem, listContents } from '@lib/storage/database/contents';
import { MemoryRecords } from '@lib/storage/database/memory';
import { databaseWithFiles } from '../../support/databases';

const about = { id: 'a', title: 'DCGAN', address: '/', begun: {}, backend: 'wasm', threads: 1 };

function run(step: number) {
  const arrays = { kernel: Float32Array.of(step, 2, 3), bias: Float32Array.of(-step) };
  const rest = { optimizerSteps: {}, settings: {}, metrics: { step }, randomStates: {} };
  return { states: [{ step, arrays, ...rest }], shown: null };
}

let database: ReturnType<typeof databaseWithFiles>;
let records: MemoryRecords;

beforeEach(() => {
  records = new MemoryRecords();
  database = databaseWithFiles(records);
});

const steps = async () => {
  const { checkpoints } = database;
  const both = [await checkpoints.read('run'), await checkpoints.read('run', 'healthy')];
  return both.map(({ value }) => value?.step ?? null);
};
const fileCount = () => database.files.files.size;

test('every state is one file, which a healthy one keeps; what nobody names is cleared away', async () => {
  const { checkpoints, files } = database;
  files.files.set('left by a tab that ended', new Uint8Array(5));
  await checkpoints.write('run', about, run(1));
  expect(fileCount()).toBe(1);
  const [name] = files.files.keys();
  await checkpoints.write('run', about, run(2), { wasHealthy: true });
  expect([...files.files.keys()]).toContain(name);
  await checkpoints.write('run', about, run(3));
  expect(await steps()).toEqual([3, 1]);
  expect(fileCount()).toBe(2);
  await checkpoints.delete('run');
  expect(fileCount()).toBe(0);
});

test('where the room ends the healthy state gives way first, then the newer one is not kept', async () => {
  const { checkpoints, files } = database;
  files.room = 48;
  await checkpoints.write('run', about, run(1));
  await checkpoints.write('run', about, run(2), { wasHealthy: true });
  await checkpoints.write('run', about, run(3), { wasHealthy: true });
  expect(await steps()).toEqual([3, 2]);
  files.room = 40;
  await checkpoints.write('run', about, run(4), { wasHealthy: true });
  expect(await steps()).toEqual([4, null]);
  files.room = 20;
  const writing = checkpoints.write('run', about, run(5), { wasHealthy: true });
  await expect(writing).rejects.toMatchObject({ isFull: true });
  expect(await steps()).toEqual([4, null]);
  expect(fileCount()).toBe(1);
});

test('where files are refused the arrays are records', async () => {
  await database.checkpoints.write('run', about, run(1));
  database.files.isRefused = true;
  await database.checkpoints.write('run', about, run(2), { wasHealthy: true });
  await database.checkpoints.write('run', about, run(3));
  expect(await steps()).toEqual([3, 1]);
  await database.checkpoints.write('run', about, run(4), { wasHealthy: true });
  expect(await steps()).toEqual([4, 3]);
});

test('a tab that ends between file and record leaves the older run whole', async () => {
  await database.checkpoints.write('run', about, run(1));
  const commit = vi.spyOn(records, 'transact').mockRejectedValueOnce(new Error('ended'));
  await expect(database.checkpoints.write('run', about, run(2))).rejects.toThrow('ended');
  commit.mockRestore();
  expect(await steps()).toEqual([1, null]);
  expect(fileCount()).toBe(1);
});

test.each(['flipped', 'cut off', 'gone'])(
  'a file that is %s is told of, not deleted',
  async (how) => {
    const { checkpoints, files } = database;
    await checkpoints.write('run', about, run(1));
    const [[name, bytes] = ['', new Uint8Array()]] = files.files;
    if (how === 'gone') files.files.delete(name);
    else if (how === 'cut off') files.files.set(name, bytes.slice(0, 15));
    else bytes[15] = (bytes[15] ?? 0) ^ 1;
    const { value, problem } = await checkpoints.read('run');
    expect(value).toBeNull();
    expect(problem).toContain('消さずに別にしてあります');
    expect(await checkpoints.read('run')).toEqual({ value: null, problem: null });
    await checkpoints.write('other', about, run(2));
    expect(files.files.has(name)).toBe(how !== 'gone');
    // The reader may take it along, and delete it.
    const zip = await exportAll(database);
    expect(zip.length).toBeGreaterThan(100);
    const aside = (await listContents(database)).find(({ kind }) => kind === 'aside');
    if (aside) await deleteItem(database, aside);
    expect(fileCount()).toBe(1);
  },
);

test('a run that another tab replaces while it is read is read anew', async () => {
  const { checkpoints, files } = database;
  await checkpoints.write('run', about, run(1));
  const read = files.read.bind(files);
  vi.spyOn(files, 'read').mockImplementationOnce(async (name) => {
    await checkpoints.write('run', about, run(2));
    return read(name);
  });
  expect((await checkpoints.read('run')).value?.states).toEqual(run(2).states);
});

test('a zip has what is in files, and takes their place', async () => {
  await database.checkpoints.write('run', about, run(1));
  await database.checkpoints.write('run', about, run(2), { wasHealthy: true });
  const zip = await exportAll(database);
  await database.checkpoints.write('run', about, run(3), { wasHealthy: true });
  await importAll(database, zip);
  expect(await steps()).toEqual([2, 1]);
  expect((await database.checkpoints.read('run')).value?.states).toEqual(run(2).states);
  expect(fileCount()).toBe(0);
});
