import { adamUnit } from './adam';
import { Job } from './job-kinds';
import { packColumnsUnit, packRowsUnit } from './pack';
import { padImageUnit } from './pad-image';
import { productUnit } from './product';

/** Do one unit of the present job, whose arguments `pool.ts` holds. */
export function runUnit(kind: i32, unit: i32): void {
  switch (kind) {
    case Job.Product:
      productUnit(unit);
      break;
    case Job.PackRows:
      packRowsUnit(unit);
      break;
    case Job.PackColumns:
      packColumnsUnit(unit);
      break;
    case Job.PadImage:
      padImageUnit(unit);
      break;
    case Job.Adam:
      adamUnit(unit);
      break;
  }
}
