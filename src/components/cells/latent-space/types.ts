import type {
  DrawnDigits,
  GeneratorSource,
  LatentSamples,
  LatentSpaceApi,
} from '@lib/lookups/latent-space';
import type { Kept } from '../kit/kept-generator';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';
import type { Plan } from './plan';
import type { GroupName, Groups, latentControls } from './settings';

/** A generator, by what the reader knows it as; `null` for the site's. */
export interface Generator {
  readonly source: GeneratorSource;
  readonly name: string | null;
}

export interface Own {
  readonly groups: Groups;
  /** The group that a press on a sample adds to. */
  readonly active: GroupName;
  readonly samples: LatentSamples | null;
  /** The generator that is wanted, and the one that drew the samples. */
  readonly generator: Generator;
  readonly opened: Generator | null;
  /** The one that the browser keeps of the reader's last run. */
  readonly kept: Kept;
  /** The preview: means of A, B and C and their result, `[4, 28, 28]` bytes. */
  readonly example: Uint8Array | null;
}

export interface LatentTypes {
  readonly controls: typeof latentControls;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: {
    activate(group: GroupName): void;
    /** Put a sample into a group, or take it out. */
    toggle(group: GroupName, sample: number): void;
    useFiles(files: readonly File[]): void;
    useShipped(): void;
    useKept(): void;
    forgetKept(): void;
  };
  readonly api: LatentSpaceApi;
  readonly opened: { readonly samples: LatentSamples; readonly generator: Generator };
  /** What was drawn last, and of which plan. */
  readonly answer: { readonly plan: Plan; readonly digits: DrawnDigits };
}

export type LatentState = WidgetState<LatentTypes>;
export type LatentView = WidgetView<LatentTypes>;
