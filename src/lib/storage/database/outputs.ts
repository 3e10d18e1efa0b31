/** What the notebooks' cells have shown, so that it is there on the next visit. */
import * as v from 'valibot';
import type { Access, Records } from './records';
import { sizeOf } from './size';
import { type RecordKind, stamped, Unreadable, upToDate } from './versions';

const outputBytes = {
  /** Of one cell. */
  cell: 2 * 2 ** 20,
  /** Of all cells together; the oldest give way. */
  all: 24 * 2 ** 20,
} as const;

const outputsKind = {
  schema: v.object({
    textHash: v.string(),
    inputsHash: v.string(),
    savedAt: v.number(),
    isCut: v.boolean(),
    blocks: v.array(v.unknown()),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

/** How much each cell's take, the one written last at the end. */
const sizes = v.array(v.object({ notebook: v.string(), cell: v.string(), bytes: v.number() }));
type Sizes = v.InferOutput<typeof sizes>;
const sizesKey = ['outputs'];

export interface KeptOutputs<Block> {
  /** `textHash` of the text that ran. */
  readonly textHash: string;
  /** `textHash` of the texts of all cells that it needed. */
  readonly inputsHash: string;
  readonly blocks: readonly Block[];
}

export class Outputs {
  constructor(private readonly records: Records) {}

  /**
   * @param readBlock checks a block: `readOutput`, or `null` for one that cannot be read, which is left out
   * @returns `null` if nothing is kept that can be read
   */
  read<Block>(
    notebook: string,
    cell: string,
    readBlock: (block: unknown) => Block | null,
  ): Promise<(KeptOutputs<Block> & { readonly isCut: boolean }) | null> {
    return this.records.transact({ stores: ['outputs'], mode: 'readonly' }, async (access) => {
      const record = await access.get('outputs', [notebook, cell]);
      const kept = record === undefined ? null : readKept(record);
      if (!kept) return null;
      const { textHash, inputsHash, isCut } = kept;
      const blocks = kept.blocks.map((block) => readBlock(block)).filter((block) => block !== null);
      return { textHash, inputsHash, isCut, blocks };
    });
  }

  /** Keep these in the place of the cell's earlier ones: of too many, the last that fit. */
  write(
    notebook: string,
    cell: string,
    { textHash, inputsHash, blocks }: KeptOutputs<unknown>,
  ): Promise<void> {
    const { kept, bytes } = lastThatFit(blocks);
    const isCut = kept.length < blocks.length;
    return this.change(async (access) => {
      const record = { textHash, inputsHash, isCut, savedAt: Date.now(), blocks: [...kept] };
      await access.put('outputs', [notebook, cell], stamped(outputsKind, record));
      const others = await othersThan(access, notebook, cell);
      await makeRoom(access, [...others, { notebook, cell, bytes }]);
    });
  }

  delete(notebook: string, cell?: string): Promise<void> {
    return this.change(async (access) => {
      await access.delete('outputs', cell === undefined ? [notebook] : [notebook, cell]);
      await access.put('meta', sizesKey, await othersThan(access, notebook, cell));
    });
  }

  private change(job: (access: Access) => Promise<void>): Promise<void> {
    return this.records.transact({ stores: ['outputs', 'meta'], mode: 'readwrite' }, job);
  }
}

function readKept(record: unknown): v.InferOutput<typeof outputsKind.schema> | null {
  try {
    return upToDate(outputsKind, record);
  } catch (error) {
    // The code is there, and shows it again.
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function lastThatFit(blocks: readonly unknown[]) {
  let bytes = 0;
  let first = blocks.length;
  while (first > 0) {
    const more = sizeOf(blocks[first - 1]);
    if (bytes + more > outputBytes.cell) break;
    bytes += more;
    first -= 1;
  }
  return { kept: blocks.slice(first), bytes };
}

async function othersThan(access: Access, notebook: string, cell?: string): Promise<Sizes> {
  const parsed = v.safeParse(sizes, await access.get('meta', sizesKey));
  const all = parsed.success ? parsed.output : [];
  return all.filter((one) => one.notebook !== notebook || (cell ?? one.cell) !== one.cell);
}

async function makeRoom(access: Access, all: Sizes): Promise<void> {
  const left = [...all];
  let bytes = left.reduce((sum, one) => sum + one.bytes, 0);
  while (bytes > outputBytes.all) {
    const oldest = left.shift();
    if (!oldest) break;
    bytes -= oldest.bytes;
    await access.delete('outputs', [oldest.notebook, oldest.cell]);
  }
  await access.put('meta', sizesKey, left);
}
