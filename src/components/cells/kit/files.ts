/** Files that the reader has chosen or dropped. */
import { refuseLarge } from '@lib/data/largest-content';
import { hasTensors } from '@lib/storage/dropped-files';
import type { NetworkParts, Wanted } from '@lib/storage/layers-model-zip';

/** Their bytes. */
async function readFiles(files: readonly File[]) {
  refuseLarge(files);
  return Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
  );
}

/** Networks of files, by what the reader knows them as. */
export interface OwnNetworks<Needed extends string = string> {
  readonly saved: NetworkParts<Needed>;
  readonly name: string;
}

/** @throws in Japanese if the files hold something else */
export async function readNetworks<Needed extends string>(
  files: readonly File[],
  wanted: Wanted<Needed>,
): Promise<OwnNetworks<Needed>> {
  const { archive } = await import('@lib/storage/archive');
  const saved = await archive.unpack(await readFiles(files), wanted);
  return { saved, name: namesOf(files) };
}

/** The same for networks that are there already and take other weights: a safetensors file has only these. */
export async function readWeights<Needed extends string>(
  files: readonly File[],
  wanted: Wanted<Needed>,
): Promise<OwnNetworks<Needed>> {
  if (!(await hasTensors(files))) return readNetworks(files, wanted);
  const { unpackTensors } = await import('@lib/export/packing');
  return { saved: await unpackTensors(await readFiles(files), wanted), name: namesOf(files) };
}

const namesOf = (files: readonly File[]) => files.map(({ name }) => name).join('、');
