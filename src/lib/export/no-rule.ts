import type { ExportedLayer } from './exported-run';

/** Of a layer that a script cannot have: the export says so, and stops. */
export class NoRule extends Error {
  /** @param why what of it is not known, ending in 「は」 or the like; the kind of layer alone if left out */
  constructor(
    readonly className: string,
    readonly why = '',
  ) {
    super(`層「${className}」${why}を書き換える規則がありません。`);
  }
}

/** A number among a layer's options. @throws if it is none */
export function numberOf({ className, config }: ExportedLayer, name: string): number {
  const value = config[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new NoRule(className, `の${name}`);
}

/** @throws unless an option is one of these, or left out */
export function expectOption(
  { className, config }: ExportedLayer,
  name: string,
  allowed: readonly unknown[],
): void {
  const value = config[name] ?? allowed[0];
  if (!allowed.includes(value)) throw new NoRule(className, `の${name}=${JSON.stringify(value)}`);
}

/** Input and output, which are known of every layer that has a rule. */
export function shapesOf({ className, inputShape, outputShape }: ExportedLayer): {
  readonly input: readonly number[];
  readonly output: readonly number[];
} {
  if (!inputShape || !outputShape) throw new NoRule(className);
  return { input: inputShape, output: outputShape };
}
