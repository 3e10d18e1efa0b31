/**
 * tfjs's LayersModel format: a JSON file with the network's topology and a manifest of its weights,
 * and files with the weights' bytes, one after the other, little-endian.
 *
 * Does not import tfjs, so that the main thread can save and load without it.
 */
import * as v from 'valibot';
import { allFinite } from '../data/all-finite';
import { concatenate } from '../data/concatenate';
import { quotedNames } from '../data/named-file';
import type { PathFile } from '../data/zip';
import type { SavedNetwork } from '../nn/network';

const modelJson = v.object({
  format: v.optional(v.literal('layers-model')),
  modelTopology: v.looseObject({}),
  userDefinedMetadata: v.optional(v.looseObject({ role: v.optional(v.string()) })),
  weightsManifest: v.array(
    v.object({
      paths: v.pipe(v.array(v.string()), v.minLength(1)),
      weights: v.array(
        v.object({
          name: v.string(),
          shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
          dtype: v.literal('float32'),
          quantization: v.optional(v.undefined()),
        }),
      ),
    }),
  ),
});

type WeightsGroup = v.InferOutput<typeof modelJson>['weightsManifest'][number];

/** What a JSON file says of a network whose weights have not been read. */
export interface DescribedNetwork extends Omit<SavedNetwork, 'weightData'> {
  readonly json: PathFile;
  readonly groups: readonly WeightsGroup[];
  /** What {@link writeLayersModel} was told that it is. */
  readonly role: string | null;
}

/**
 * The two files of a network, by their paths: `model.json` and `weights.bin` in a folder.
 *
 * @param role what the network is, where its topology does not say
 */
export function writeLayersModel(
  folder: string,
  network: SavedNetwork,
  role: string | null = null,
): Record<string, Uint8Array> {
  const { modelTopology, weightSpecs, weightData } = network;
  const json = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
    ...(role === null ? {} : { userDefinedMetadata: { role } }),
  };
  return {
    [`${folder}/model.json`]: new TextEncoder().encode(JSON.stringify(json)),
    [`${folder}/weights.bin`]: new Uint8Array(weightData),
  };
}

/**
 * What a JSON file says of its network.
 *
 * @throws (Japanese, naming the file) on anything but a LayersModel in 32-bit floats
 */
export function describeLayersModel(json: PathFile): DescribedNetwork {
  const { modelTopology, weightsManifest, userDefinedMetadata } = parseModelJson(json);
  return {
    json,
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) =>
      weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
    ),
    groups: weightsManifest,
    role: userDefinedMetadata?.role ?? null,
  };
}

/**
 * The network that a JSON file describes, its weights taken from the other files.
 *
 * @throws (Japanese, naming the file) on weights that are missing, of another size or there twice, and
 *   on values that are not finite
 */
export function readLayersModel(
  { json, modelTopology, weightSpecs, groups }: DescribedNetwork,
  files: readonly PathFile[],
): SavedNetwork {
  const read = groups.map((group) => weightsOfGroup(json, group, files));
  return { modelTopology, weightSpecs, weightData: concatenate(read).buffer };
}

function parseModelJson({ path, bytes }: PathFile) {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(
      `「${path}」をJSONとして読めません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${bytes.length}バイト）。`,
      { cause: error },
    );
  }
  const parsed = v.safeParse(modelJson, content);
  if (parsed.success) return parsed.output;
  throw new Error(
    `「${path}」は、このサイトが読めるTensorFlow.jsのLayersModel形式ではありません（${describe(parsed.issues[0])}）。`,
  );
}

function describe(issue: v.InferIssue<typeof modelJson>): string {
  const place = v.getDotPath(issue) ?? '全体';
  if (issue.received === 'undefined') return `${place}がありません`;
  return `${place}は${issue.expected ?? '別の値'}のはずですが、${issue.received}でした`;
}

/** The bytes of a manifest's group: those of its files, in order. */
function weightsOfGroup(
  json: PathFile,
  { paths, weights }: WeightsGroup,
  files: readonly PathFile[],
): Uint8Array {
  const expected = weights.reduce((sum, { shape }) => sum + bytesOf(shape), 0);
  const found = paths.map((path) =>
    findWeights({ json, path, files, expected: paths.length === 1 ? expected : null }),
  );
  const received = found.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const names = quotedPaths(found);
  if (received !== expected) {
    throw new Error(
      `${names}の大きさが合いません。「${json.path}」によれば${expected}バイトのはずですが、${received}バイトでした。`,
    );
  }
  const bytes = concatenate(found.map((file) => file.bytes));
  if (!allFinite(new Float32Array(bytes.buffer))) {
    throw new Error(`${names}には有限の数でない値（NaNなど）があり、重みとして使えません。`);
  }
  return bytes;
}

interface Wanted {
  readonly json: PathFile;
  /** As the manifest names it, relative to the JSON file. */
  readonly path: string;
  readonly files: readonly PathFile[];
  /** In bytes; `null` if unknown. */
  readonly expected: number | null;
}

/**
 * The file that a manifest means. Files that were picked one by one have lost their folders, so that
 * both networks' may have the same name, or have been renamed: then the size decides.
 *
 * @throws (Japanese) if there is none, and where nothing tells two apart
 */
function findWeights({ json, path, files, expected }: Wanted): PathFile {
  const folder = json.path.slice(0, json.path.lastIndexOf('/') + 1);
  const beside = files.filter((file) => file.path === folder + path);
  const named = files.filter((file) => baseName(file.path) === baseName(path));
  const others = files.filter((file) => file.path.endsWith('.bin'));
  const groups = [beside, named, others];
  const fitting = groups.map((group) => group.filter(({ bytes }) => bytes.length === expected));
  const candidates = [...fitting, beside, named].find((group) => group.length > 0);
  const [found, another] = candidates ?? [];
  if (found && !another) return found;
  if (found) {
    throw new Error(
      `「${json.path}」の重みのファイル「${path}」に当たるものが${candidates?.length ?? 0}つあり（${quotedPaths(candidates ?? [])}）、どれか分かりません。片方のネットワークずつzipにまとめて、zipを選んでください。`,
    );
  }
  throw new Error(
    `「${json.path}」の重みのファイル「${path}」がありません。一緒に選んでください。`,
  );
}

function quotedPaths(files: readonly PathFile[]): string {
  return quotedNames(files.map((file) => ({ name: file.path })));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function bytesOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, Float32Array.BYTES_PER_ELEMENT);
}
