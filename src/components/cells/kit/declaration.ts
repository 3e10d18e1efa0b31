/** What a cell that trains is made of: its declaration, from which the kit makes form, links, commands, charts and element. */
import type { BackendChoiceName } from '@lib/backends/report';
import type { SettingsOf } from '@lib/controls';
import type { DataSource, SavedNetworks } from '@lib/session/protocol';
import type { Metrics } from '@lib/training/trainer';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import type { Stat } from './stats';
import type { CellAction, CellState, CellTypes } from './cell-state';
import type { Preset } from './presets';
import type { SharedValues } from './share-link';
import type { SpeedChoice, SpeedName } from './speed';
import type { TakeHomeState } from './take-home-state';

/** What a cell asks of a session. */
export interface CellPlan {
  readonly lanes: readonly unknown[];
  readonly view: unknown;
  /** Watches by name, each with its options. */
  readonly watches?: Readonly<Record<string, unknown>>;
  /** Updates in the first turn alone, before the first round. */
  readonly headStart?: number;
}

/** How a run stands that is watched for more than finite numbers. */
export interface RunHealth {
  /** The last step at which it was seen to be well; `null` before. */
  readonly healthyStep: number | null;
  readonly isCollapsed: boolean;
}

/** A number of one round, lane by lane. */
type RoundNumber = (lanes: readonly (Metrics | null)[]) => number;

export interface ChartLine extends Pick<Curve, 'label' | 'color' | 'isDashed' | 'dash'> {
  /** Among the declaration's curves, or those of the chart's watch. */
  readonly name: string;
}

export interface ChartDeclaration {
  /** Class of the figure. */
  readonly id?: string;
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** The watch whose curves these are; the rounds' if left out. */
  readonly watch?: string;
  /** Fixed limits of the vertical axis; to fit the values, if left out. */
  readonly range?: readonly [number, number];
  /** A value to mark by a faint line across. */
  readonly guide?: number;
  readonly isLogarithmic?: boolean;
  /** How the newest values are written; `formatMeasure` if left out. */
  readonly format?: (value: number) => string;
}

/** What a view calls, and nothing else. */
export interface SharedCommands {
  run(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** Take one turn alone. */
  takeTurn(name: string): void;
  edit(name: string, value: string): void;
  /** The reader is done with a field. */
  commit(): void;
  /** A value is chosen rather than typed. */
  choose(name: string, value: string): void;
  choosePreset(name: string): void;
  chooseSpeed(speed: SpeedName): void;
  changeBackend(backend: BackendChoiceName): void;
  /** Go on from the last good state after a failure, on another backend if one is given. */
  resume(backend?: BackendChoiceName): void;
  /** Go on from the last state whose images were varied, with the settings of the form. */
  rewind(): void;
  /** Offer the declared networks as one zip file. */
  saveWeights(): void;
  /** Take the declared networks from files. */
  loadWeights(files: readonly File[]): void;
  /** Choose what to take home of the run. */
  chooseTakeHome(chosen: Partial<Pick<TakeHomeState, 'format' | 'lane'>>): void;
  /** Make a file of it, for the reader to look at. */
  makeTakeHome(): void;
  /** Offer that file to the reader's disk. */
  saveTakeHome(): void;
  dismissNotice(): void;
}

/** The shared commands, and the cell's own. */
export type CellCommands<T extends CellTypes> = SharedCommands & T['commands'];

/** What a view is drawn from. */
export interface CellView<T extends CellTypes> {
  readonly state: CellState<T>;
  readonly commands: CellCommands<T>;
  readonly declaration: CellDeclaration<T>;
}

export interface CellDeclaration<T extends CellTypes> {
  /** The element's name, and the cell's in links. */
  readonly element: string;
  readonly title: string;
  /** What the reader can do with it once scripts are on: 「このセルでは、…」 without a full stop. */
  readonly purpose: string;
  /** The file in `src/lib/models` that declares what is trained; by the form's values, where they decide it. */
  readonly family: string | ((values: SettingsOf<T['controls']>) => string);
  readonly controls: T['controls'];
  /** The settings that a run takes up only when it is opened. */
  readonly fixed: readonly (keyof T['controls'] & string)[] | 'all';
  /** What a change of those means: that the next run begins with them by itself (so if all are fixed), or that they wait for a reset. */
  readonly whenFixedChanges?: 'restart' | 'wait';
  /** What the settings' panel holds, and in a line for those who leave it folded; none if left out. */
  readonly settings?: {
    readonly names: readonly (keyof T['controls'] & string)[];
    readonly digest: (state: CellState<T>) => string;
    readonly hint: string;
  };
  /** Controls above the toolbar, what the cell is about: menus and sliders. */
  readonly leading?: readonly string[] | ((state: CellState<T>) => readonly string[]);
  readonly presets?: Readonly<Record<string, Preset>>;
  /** Whether the reader may choose the speed, among which, and which it is at first. */
  readonly speeds?: SpeedChoice;
  /** Whether the reader sets the end of a run, which a bar then shows the way to. */
  readonly hasEnd?: boolean;
  /** Whether the panel of backends is shown. */
  readonly hasBackends?: boolean;
  /** The networks of the first lane that the reader may save and load, in a panel of their own. */
  readonly weights?: WeightsDeclaration;
  /** @throws in Japanese if the values exclude one another */
  readonly plan: (values: SettingsOf<T['controls']>, state: CellState<T>) => CellPlan;
  /** What several GANs side by side are called; in their order if left out. */
  readonly laneTitles?: (values: SettingsOf<T['controls']>) => readonly string[];
  /** The numbers that are kept of every round, by the curve's name. */
  readonly curves: Readonly<Record<string, RoundNumber>>;
  /** The numbers that are kept of what a watch sees, by the watch's and the curve's name. */
  readonly watchCurves?: Readonly<
    Record<string, Readonly<Record<string, (value: never) => number>>>
  >;
  readonly charts: (state: CellState<T>) => readonly ChartDeclaration[];
  readonly picture: (view: CellView<T>) => TemplateResult;
  /** Picture and charts beside each other; a `.bench` if left out. */
  readonly layout?: (
    parts: { readonly picture: TemplateResult; readonly charts: TemplateResult },
    view: CellView<T>,
  ) => TemplateResult;
  readonly stats: (state: CellState<T>) => readonly Stat[];
  /** The newest numbers in a sentence, for screen readers; empty for none yet. */
  readonly summary: (state: CellState<T>) => string;
  /** Below the title, above the toolbar. */
  readonly lead?: (view: CellView<T>) => TemplateResult;
  /** Beside the toolbar. */
  readonly tools?: (view: CellView<T>) => TemplateResult;
  /** What the reader must not overlook, below the toolbar. */
  readonly alarms?: (view: CellView<T>) => TemplateResult;
  /** Below picture and charts, above the panels. */
  readonly below?: (view: CellView<T>) => TemplateResult;
  /** How a run stands, where that is watched; else it is well as long as its numbers are finite. */
  readonly health?: (state: CellState<T>) => RunHealth;
  /** Further panels, below the settings'. */
  readonly panels?: (view: CellView<T>) => readonly TemplateResult[];
  readonly styles?: CSSResultGroup;
  /** What the cell keeps beside the shared state. */
  readonly own?: {
    readonly initial: T['own'];
    readonly reduce: (own: T['own'], action: CellAction<T>, state: CellState<T>) => T['own'];
    /** What of it a link holds. */
    readonly share?: (state: CellState<T>) => SharedValues;
    /** Why a link's values for it cannot be used, in Japanese; `null` if they can. */
    readonly refusesShared?: (values: SharedValues) => string | null;
  };
  /** The cell's own commands, and what it does as it comes, changes and leaves. */
  readonly extend?: (controller: CellHandle<T>) => CellExtension<T>;
  /** How the preview is made: from the defaults, trained so many rounds. `null` for a cell that opens empty. */
  readonly preview: PreviewPlan | null;
}

export interface WeightsDeclaration {
  /** What the networks are called to the reader, by their names in the family. */
  readonly networks: Readonly<Record<string, string>>;
  /** One more that is saved, and loaded if a file has it. */
  readonly welcome?: string;
  /** Whether a panel of the cell's own has the buttons; then the kit adds none. */
  readonly isElsewhere?: boolean;
}

export interface PreviewPlan {
  readonly rounds: number;
  /** In how many parts, with a look at what is watched after each; in one, if left out. */
  readonly pauses?: number;
  /** In place of the plan's, where less will do for a picture that travels with the page. */
  readonly view?: unknown;
}

/** What a cell's own commands have of the kit. */
export interface CellHandle<T extends CellTypes> {
  readonly state: CellState<T>;
  readonly shared: SharedCommands;
  /** Whether there are networks to look into. */
  readonly hasNetworks: boolean;
  dispatch(action: CellAction<T>): void;
  /** Take the form's values up if the session can; a run that cannot begins again with them. */
  apply(): Promise<void>;
  /** Have networks to look into, of a run that stands at its beginning; none anew where a command before has some made. */
  present(): Promise<void>;
  /** Show something else, as the plan has it now. */
  redraw(): Promise<void>;
  /** Learn from other images, the networks of a run under way staying as they are. */
  useData(source: DataSource): Promise<boolean>;
  /** Put saved weights into the networks, opening a session first if there is none. @returns whether that went well */
  loadWeights(networks: SavedNetworks): Promise<boolean>;
  /** The networks as they are, or `null` if there are none. Rejects if the worker ends meanwhile. */
  networks(): Promise<SavedNetworks | null>;
  /** Look into the networks as they are; `null` if there are none, or the reader has been told why not. */
  ask<Answer>(name: string, argument?: unknown): Promise<Answer | null>;
  inform(text: string): void;
  refuse(text: string): void;
  /** Run a job and show the reader the error it may end in; an ended worker's is dropped. */
  guarded<Result>(job: () => Promise<Result>): Promise<Result | null>;
}

export interface CellExtension<T extends CellTypes> {
  readonly commands: T['commands'];
  /** After every action. */
  readonly onAction?: (action: CellAction<T>, before: CellState<T>) => void;
  /** What the browser keeps of an earlier run, for the reader who has come back; `null` for nothing. */
  readonly kept?: () => Promise<string | null>;
  /** The tab is hidden, or the page is left. */
  readonly hidden?: () => void;
  /** Takes files that are dropped on the cell. */
  readonly takeFiles?: (files: readonly File[]) => void;
  /** What may be dropped, in a line. */
  readonly dropHint?: string;
}

/** A cell as pages load it: what its folder's `cell.ts` exports. */
export interface CellModule {
  /** The element's name. */
  readonly element: string;
  /** What the reader can do with it once scripts are on: 「このセルでは、…」 without a full stop. */
  readonly purpose: string;
  /** Whether it computes with threads, for which the page needs isolation (see layout/isolation.ts). */
  readonly computes: boolean;
  /** Whether it opens with a `preview.json` beside it. */
  readonly hasPreview: boolean;
  /**
   * Make the element known to the page, once.
   *
   * @param preview the text of the `preview.json`; `null` for a cell that opens empty
   */
  define(preview: string | null): void;
}

/** A cell that trains, with the declaration that it is made of. */
export interface TrainingCellModule<T extends CellTypes> extends CellModule {
  readonly declaration: CellDeclaration<T>;
}
