import type { ExportedRun } from './exported-run';
import type { NamedTensor, TensorFile } from './safetensors';

/**
 * All numbers of a run, under the names that scripts look for: weights `G.0.kernel`, what optimizers
 * have gathered `adam.G.0.kernel.m`, and of points the mixture that they are drawn from.
 */
export function tensorsOf(run: ExportedRun): TensorFile {
  const tensors: Record<string, NamedTensor> = {};
  const metadata: Record<string, string> = {
    site: 'はじめてのGAN',
    run: run.name,
    step: String(run.step),
    library: run.build,
    ...(run.recipe ? { seed: String(run.recipe.seed) } : {}),
  };
  for (const { symbol, weights, optimizer } of run.networks) {
    for (const { name, shape, values } of weights) tensors[name] = { shape, values };
    if (optimizer) metadata[`${optimizer.optimizer}.${symbol}.step`] = String(optimizer.step);
  }
  for (const { weights, optimizer } of run.networks) {
    for (const { name, shape, moments } of weights) {
      for (const [kind, values] of Object.entries(moments)) {
        tensors[`${optimizer?.optimizer ?? 'adam'}.${name}.${kind}`] = { shape, values };
      }
    }
  }
  return { tensors: { ...tensors, ...mixtureOf(run) }, metadata };
}

function mixtureOf({ recipe }: ExportedRun): Record<string, NamedTensor> {
  if (recipe?.data.kind !== 'points') return {};
  const { components } = recipe.data;
  const dimension = components[0]?.centre.length ?? 1;
  const vector = (of: (i: number) => number) => ({
    shape: [components.length],
    values: Float32Array.from(components, (_, i) => of(i)),
  });
  return {
    'data.centres': {
      shape: [components.length, dimension],
      values: Float32Array.from(components.flatMap(({ centre }) => centre)),
    },
    'data.sigmas': vector((i) => components[i]?.sigma ?? 0),
    'data.weights': vector((i) => components[i]?.weight ?? 0),
  };
}
