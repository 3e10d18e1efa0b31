import { type Controls, defaultSettings } from '@lib/controls';
import type { CellState, CellTypes } from '@components/cells/kit/cell-state';
import type { CellDeclaration, CellPlan } from '@components/cells/kit/declaration';
import { settingsFromShare, type SharedValues } from '@components/cells/kit/share-link';

/** What a cell asks of a session. */
export interface TrainingPlan extends Pick<CellPlan, 'lanes'> {
  /** The file in `src/lib/models` that declares what is trained. */
  readonly family: string;
  /** Updates in the first turn alone, before the first round. */
  readonly headStart: number;
}

/**
 * What a cell would train.
 *
 * @param shared values as a link to the cell holds them; what is left out has the cell's default
 * @throws if a value cannot be used, or has no control
 */
export function cellPlan<T extends CellTypes>(
  { declaration }: { readonly declaration: CellDeclaration<T> },
  shared: SharedValues = {},
): TrainingPlan {
  const { controls, family, plan, own } = declaration;
  const values = checked(controls, shared);
  const before = { own: own?.initial } as CellState<T>;
  const state = {
    ...before,
    own: own?.reduce(own.initial, { type: 'shared', values: shared }, before),
  } as CellState<T>;
  const { lanes, headStart = 0 } = plan(values, state);
  return { family: typeof family === 'string' ? family : family(values), lanes, headStart };
}

function checked<Declared extends Controls>(controls: Declared, values: SharedValues) {
  const unknown = Object.keys(values).filter(
    (name) => name !== 'drawing' && !Object.hasOwn(defaultSettings(controls), name),
  );
  const { settings, message } = settingsFromShare(controls, values);
  if (message !== null || unknown.length > 0) {
    throw new Error(`these settings cannot be used: ${message ?? unknown.join(', ')}`);
  }
  return settings;
}
