import { beforeEach, expect, test, vi } from 'vitest';
import { Flow } from '@components/cells/notebook/flow';
import { Notebook } from '@components/cells/notebook/notebook';
import { PageKeeping } from '@components/cells/notebook/page-keeping';
import { textHash } from '@lib/storage/database/checksum';
import { openDatabase } from '@lib/storage/database/database';
import { emptyIndexedDb, fakeLocalStorage } from '../../../support/databases';
import { FakeKernel } from './fake-kernel';

beforeEach(() => {
  emptyIndexedDb();
  fakeLocalStorage();
});

/** A page whose cell has this original. */
async function visit(original: string) {
  const notebook = new Notebook({
    origins: [{ id: 'data', title: 'データ', file: null, original }],
    loadFlow: () => Promise.resolve(Flow),
    createKernel: () => Promise.resolve(new FakeKernel()),
    onReplaced: (...replaced) => {
      keeping.replaced(...replaced);
    },
  });
  const keeping: PageKeeping = new PageKeeping({
    notebook,
    onProblem: vi.fn(),
    onEditing: vi.fn(),
    onTexts: vi.fn(),
  });
  await keeping.ready;
  const cell = () => notebook.cells.get('data');
  const answer = (label: string) => {
    const action = cell()?.notice?.actions?.find((one) => one.label === label);
    void action?.act();
  };
  return { notebook, keeping, cell, answer };
}

async function editedBefore(original: string): Promise<void> {
  const { documents, records } = await openDatabase();
  const cell = { id: 'data', source: 'mine', base: textHash(original), rev: 1, place: null };
  await documents.write('code', [cell], { rev: 0 });
  records.close();
}

test('an original that changes under an edit is told of, and the edit stays until the reader chooses', async () => {
  await editedBefore('old');
  const first = await visit('old');
  expect(first.cell()).toMatchObject({ text: 'mine', notice: null });
  const second = await visit('new');
  expect(second.cell()?.text).toBe('mine');
  expect(second.cell()?.notice?.text).toContain('元のコードが更新されました');
  second.answer('自分の変更のまま');
  expect(second.cell()).toMatchObject({ text: 'mine', notice: null });
  // By then it is written.
  await second.keeping.versions('data');
  expect((await visit('new')).cell()?.notice).toBeNull();
});

test('the reader’s text that gives way to the new original is in the history', async () => {
  await editedBefore('old');
  const { keeping, cell, answer } = await visit('new');
  answer('新しいコードにする');
  expect(cell()?.text).toBe('new');
  const sources = (await keeping.versions('data')).map(({ source }) => source);
  expect(sources).toContain('mine');
});
