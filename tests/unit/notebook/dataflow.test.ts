import { stripTypeScriptTypes } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewCell } from '@lib/notebook/cell-view';
import { cases } from './compiler/cases';
import { trainingOf } from './evaluate';
import { TestNotebook } from './notebook';
import { NotebookMaker } from './notebooks';

/** What each cell would show if the whole notebook were one program, run from top to bottom. */
async function runAtOnce(maker: NotebookMaker): Promise<Record<string, unknown>> {
  const text = `export default async (training) => { ${maker.program} }`;
  const address = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(text))}`;
  const { default: run } = (await import(/* @vite-ignore */ address)) as {
    default: (training: unknown) => Promise<Record<string, unknown>>;
  };
  return run(trainingOf(() => undefined));
}

/** No cell that calls itself fresh may show anything else than a run of the whole notebook would. */
async function expectTruth(notebook: TestNotebook, maker: NotebookMaker): Promise<number> {
  const truth = await runAtOnce(maker);
  let fresh = 0;
  for (const id of maker.ids) {
    if (viewCell(notebook.state, id).status !== 'fresh') continue;
    fresh++;
    expect(notebook.shown.get(id), `${id} in\n${maker.program}`).toEqual([truth[id]]);
  }
  return fresh;
}

async function act(notebook: TestNotebook, maker: NotebookMaker): Promise<void> {
  const deed = maker.number(10);
  if (deed < 4) await notebook.press(maker.pick(maker.ids));
  else if (deed === 4) await notebook.pressAll();
  else if (deed === 5) notebook.act({ kind: 'lost' });
  else {
    if (deed === 6) maker.add();
    else if (deed === 7) maker.delete();
    else if (deed === 8) maker.move();
    else maker.edit();
    notebook.write(maker.texts);
  }
}

describe('a notebook', () => {
  it('shows nothing but what a run from top to bottom would, whatever is pressed and edited', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9999), { minLength: 60, maxLength: 200 }), async (tape) => {
        const maker = new NotebookMaker(tape);
        const notebook = new TestNotebook(maker.texts);
        for (let i = 0; i < 12; i++) {
          await act(notebook, maker);
          seen += await expectTruth(notebook, maker);
        }
        await notebook.pressAll();
        expect(await expectTruth(notebook, maker)).toBe(maker.ids.length);
      }),
      { numRuns: cases(40), seed: 2017 },
    );
    expect(seen).toBeGreaterThan(cases(40) * 10);
  });
});
