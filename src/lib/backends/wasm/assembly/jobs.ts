import { biasActivationGradientUnit, biasActivationUnit } from './activation';
import { adamUnit } from './adam';
import { batchNormGradientUnit, batchNormUnit } from './batch-norm';
import { Job } from './job-kinds';
import { moveTowardsUnit } from './move-towards';
import { packColumnsUnit, packRowsUnit } from './pack';
import { padImageUnit } from './pad-image';
import { productUnit } from './product';
import { sumPlacesUnit } from './spread';

/** Do one unit of the present job, whose arguments `pool.ts` holds. */
export function runUnit(kind: i32, unit: i32): void {
  switch (kind) {
    case Job.Product:
      return productUnit(unit);
    case Job.PackRows:
      return packRowsUnit(unit);
    case Job.PackColumns:
      return packColumnsUnit(unit);
    case Job.PadImage:
      return padImageUnit(unit);
    case Job.Adam:
      return adamUnit(unit);
    case Job.BiasActivation:
      return biasActivationUnit(unit);
    case Job.BiasActivationGradient:
      return biasActivationGradientUnit(unit);
    case Job.BatchNorm:
      return batchNormUnit(unit);
    case Job.BatchNormGradient:
      return batchNormGradientUnit(unit);
    case Job.SumPlaces:
      return sumPlacesUnit(unit);
    case Job.MoveTowards:
      return moveTowardsUnit(unit);
  }
}
