import type { ExportedLayer, ExportedNetwork, ExportedRun } from './exported-run';

/** A network that scripts can write: its layers follow each other. */
export type ScriptedNetwork = ExportedNetwork & { readonly layers: readonly ExportedLayer[] };

/** The networks that a script builds; averages, which it would not keep up, are left to the file. */
export function scriptedNetworks({ networks }: ExportedRun): ScriptedNetwork[] {
  return networks.filter(
    (network): network is ScriptedNetwork =>
      network.layers !== null && /^\w+$/.test(network.name) && !isAverage(network),
  );
}

export const isAverage = ({ name }: ExportedNetwork) => name.endsWith('Average');
