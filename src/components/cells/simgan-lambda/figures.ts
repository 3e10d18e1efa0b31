/** What was measured of digits as they are and of the five refiners' digits. */
import { figuresKey, shippedLambdas } from '@lib/models/simgan-settings';
import record from '../../../../docs/measurements/simgan.json';

type Name = 'frechetDistance' | 'labelsKept' | 'realAccuracy';

/** Of the first seed, which is that of the refiners that the site ships. */
export interface Row extends Readonly<Record<Name, number>> {
  readonly name: string;
  /** Place on the slider; `null` of digits that nobody refined. */
  readonly place: number | null;
}

/** Lists over the seeds. */
type Figures = Readonly<Record<Name, readonly number[]>>;

const { plain, refined } = record.values as unknown as {
  readonly plain: Readonly<Record<'raw' | 'hand' | 'real', Figures>>;
  readonly refined: Readonly<Record<string, Figures>>;
};

function row(name: string, place: number | null, figures: Figures | undefined): Row {
  const first = (list: Name) => figures?.[list][0] ?? NaN;
  return {
    name,
    place,
    frechetDistance: first('frechetDistance'),
    labelsKept: first('labelsKept'),
    realAccuracy: first('realAccuracy'),
  };
}

export const rows: readonly Row[] = [
  row('合成したまま', null, plain.raw),
  ...shippedLambdas.map((lambda, place) =>
    row(`λ = ${lambda}`, place, refined[figuresKey(lambda)]),
  ),
  row('手作業で太く', null, plain.hand),
  row('本物の数字', null, plain.real),
];
