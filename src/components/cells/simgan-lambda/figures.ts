/** What was measured of digits as they are and of the five refiners' digits. */
import { figuresKey, shippedLambdas } from '@lib/models/simgan-settings';
import record from '../../../../docs/measurements/simgan.json';

/** Means over the seeds. */
export interface Row {
  readonly name: string;
  /** Place on the slider; `null` of digits that nobody refined. */
  readonly place: number | null;
  readonly frechetDistance: number;
  readonly labelsKept: number;
  readonly realAccuracy: number;
}

interface Figures {
  readonly mean: Readonly<Record<'frechetDistance' | 'labelsKept' | 'realAccuracy', number>>;
}

const { plain, refined } = record.values as unknown as {
  readonly plain: Readonly<Record<'raw' | 'hand' | 'real', Figures>>;
  readonly refined: Readonly<Record<string, Figures>>;
};

export const seedCount = record.settings.seeds.length;

const row = (name: string, place: number | null, figures: Figures | undefined): Row => ({
  name,
  place,
  ...(figures?.mean ?? { frechetDistance: NaN, labelsKept: NaN, realAccuracy: NaN }),
});

export const rows: readonly Row[] = [
  row('合成したまま', null, plain.raw),
  ...shippedLambdas.map((lambda, place) =>
    row(`λ = ${lambda}`, place, refined[figuresKey(lambda)]),
  ),
  row('手作業で太く', null, plain.hand),
  row('本物の数字', null, plain.real),
];
