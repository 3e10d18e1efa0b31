/** Files that the reader has chosen or dropped. */
import type { SavedGan } from '@lib/nn/network';

/** Their bytes. */
export async function readFiles(files: readonly File[]) {
  return Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
  );
}

/** Both networks of files that the DCGAN cell saved, by what the reader knows them as. */
export interface OwnNetworks {
  readonly saved: SavedGan;
  readonly name: string;
}

/** @throws in Japanese if the files hold something else */
export async function readNetworks(files: readonly File[]): Promise<OwnNetworks> {
  const { archive } = await import('@lib/storage/archive');
  const saved = await archive.unpack(await readFiles(files));
  return { saved, name: files.map(({ name }) => name).join('、') };
}
