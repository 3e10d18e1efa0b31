/**
 * Networks small enough to ship: tfjs's LayersModel format with its own affine quantisation, which
 * `tf.loadLayersModel` reads as it is. A value w becomes the integer (w − min) / scale, rounded, of 8
 * or 16 bits, with one `min` and one `scale` per weight array.
 */
import * as tf from '@tensorflow/tfjs';
import { StraightNetwork } from '../nn/straight-network';
import { concatenate } from '../data/concatenate';
import { gunzipIfGzip } from '../data/gunzip';
import type { SavedNetwork } from '../nn/network';

/**
 * How the values of one weight array are kept. `uint7` leaves a bit of every byte unused, for files that
 * are gzipped: values spread evenly, as in networks that have hardly been trained, pack no tighter.
 */
export type Precision = 'uint7' | 'uint8' | 'uint16' | 'float32';

/** Steps from the least value to the most. */
const stepsOf = { uint7: 127, uint8: 255, uint16: 65_535 } as const;

type WeightSpec = SavedNetwork['weightSpecs'][number];

/** A weight's place in the manifest, as tfjs writes it. */
export interface QuantisedSpec extends WeightSpec {
  readonly quantization?: {
    readonly dtype: 'uint8' | 'uint16';
    readonly min: number;
    readonly scale: number;
  };
}

/** What `model.json` of a shipped network holds. */
export interface ShippedModelJson {
  readonly format: 'layers-model';
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly QuantisedSpec[];
  }[];
}

/** The two files of a shipped network. */
export interface ShippedNetwork {
  readonly json: ShippedModelJson;
  /** The contents of `weights.bin`. */
  readonly weights: Uint8Array;
}

/**
 * Quantise a network for shipping.
 *
 * The error of a value is at most half a step: (max − min) / 510 of its array for 8 bits.
 *
 * @param precisionOf decides array by array
 * @throws on weights that are not finite
 */
export function quantiseNetwork(
  { modelTopology, weightSpecs, weightData }: SavedNetwork,
  precisionOf: (spec: WeightSpec) => Precision,
): ShippedNetwork {
  let offset = 0;
  const arrays = weightSpecs.map((spec) => {
    const length = spec.shape.reduce((product, size) => product * size, 1);
    const values = new Float32Array(weightData, offset, length);
    offset += values.byteLength;
    return quantise(spec, values, precisionOf(spec));
  });
  return {
    json: {
      format: 'layers-model',
      modelTopology,
      weightsManifest: [{ paths: ['weights.bin'], weights: arrays.map(({ spec }) => spec) }],
    },
    weights: concatenate(arrays.map(({ bytes }) => bytes)),
  };
}

function quantise(
  { name, shape, dtype }: WeightSpec,
  values: Float32Array,
  precision: Precision,
): { spec: QuantisedSpec; bytes: Uint8Array } {
  if (!values.every(Number.isFinite)) throw new Error(`weight "${name}" is not finite`);
  const spec = { name, shape, dtype };
  if (precision === 'float32') return { spec, bytes: bytesOf(values) };
  const steps = stepsOf[precision];
  const min = values.reduce((least, value) => Math.min(least, value), Infinity);
  const max = values.reduce((most, value) => Math.max(most, value), -Infinity);
  // Any scale will do for values that are all the same.
  const scale = (max - min) / steps || 1;
  const rounded = values.map((value) => Math.round((value - min) / scale));
  const quantised = precision === 'uint16' ? 'uint16' : 'uint8';
  const integers = quantised === 'uint8' ? Uint8Array.from(rounded) : Uint16Array.from(rounded);
  return {
    spec: { ...spec, quantization: { dtype: quantised, min, scale } },
    bytes: bytesOf(integers),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/**
 * Load a shipped network onto the backend in use.
 *
 * @param loadFile gives the bytes of `model.json` and of the weights file that it names, which may be
 *   gzipped
 * @returns the network with its weights dequantised; the caller disposes it
 */
export async function loadShippedNetwork(
  loadFile: (name: string) => Promise<ArrayBuffer>,
): Promise<StraightNetwork> {
  const { weightSpecs, ...saved } = await readShippedNetwork(loadFile);
  const artifacts = { ...saved, weightSpecs: weightSpecs as tf.io.WeightsManifestEntry[] };
  return new StraightNetwork(await tf.loadLayersModel(tf.io.fromMemory(artifacts)));
}

/**
 * A shipped network as it was before it was quantised, to a step: what other networks of the same make,
 * straight or joined, take their weights from.
 *
 * @param loadFile as for {@link loadShippedNetwork}
 */
export async function readShippedNetwork(
  loadFile: (name: string) => Promise<ArrayBuffer>,
): Promise<SavedNetwork> {
  const text = new TextDecoder().decode(await loadFile('model.json'));
  const { modelTopology, weightsManifest } = JSON.parse(text) as ShippedModelJson;
  const paths = weightsManifest.flatMap((group) => group.paths);
  const files = await Promise.all(
    paths.map(async (path) => gunzipIfGzip(path, await loadFile(path))),
  );
  const specs = weightsManifest.flatMap((group) => group.weights);
  return {
    modelTopology,
    weightSpecs: specs.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
    weightData: dequantised(specs, concatenate(files)).buffer as ArrayBuffer,
  };
}

/** @throws on another number of bytes than the weights take */
function dequantised(specs: readonly QuantisedSpec[], bytes: Uint8Array): Float32Array {
  const lengths = specs.map(({ shape }) => tf.util.sizeFromShape(shape));
  const values = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [from, to] = [0, 0];
  specs.forEach(({ quantization }, i) => {
    const size = { uint8: 1, uint16: 2, float32: 4 }[quantization?.dtype ?? 'float32'];
    const { min = 0, scale = 1 } = quantization ?? {};
    for (let left = lengths[i] ?? 0; left > 0; left--, from += size, to++) {
      values[to] = number(view, from, size) * scale + min;
    }
  });
  if (from !== bytes.length) throw new Error(`${from} bytes expected, ${bytes.length} received`);
  return values;
}

/** Little-endian: an integer of 1 or 2 bytes, or a float of 4. */
function number(view: DataView, at: number, size: number): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, true) : view.getFloat32(at, true);
}
