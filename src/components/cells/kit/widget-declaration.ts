/** What a cell that does not train is made of. It answers at once, by itself or by a worker's lookup. */
import type { Controls, SettingsOf } from '@lib/controls';
import type { ComputeRole } from '@lib/compute.worker';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Draft } from './cell-state';
import type { CellModule } from './declaration';
import type { Notice } from './notice';
import type { Preset } from './presets';
import type { SharedValues } from './share-link';

/** The types that a widget's declaration is about, named once. */
export interface WidgetTypes {
  readonly controls: Controls;
  /** What the cell keeps beside its settings, and the actions that change it. */
  readonly own: unknown;
  readonly ownAction: unknown;
  /** What a reader can ask of the cell beside the shared commands. */
  readonly commands: object;
  /** What the worker offers, what its opening tells, and what it answers. */
  readonly api: object;
  readonly opened: unknown;
  readonly answer: unknown;
}

/** Where a lookup stands: `idle` without a worker, `preparing` while it opens, `ready` for questions. */
export type LookupPhase = 'idle' | 'preparing' | 'ready';

export interface WidgetState<T extends WidgetTypes> {
  readonly phase: LookupPhase;
  /** What the form holds, valid or not, and the field that the reader is typing in. */
  readonly draft: Draft;
  readonly editing: string | null;
  /** The settings in force: of a field that holds something unusable, the value before. */
  readonly values: SettingsOf<T['controls']>;
  readonly own: T['own'];
  /** What the lookup answered last, or the preview's; `null` for nothing. */
  readonly answer: T['answer'] | null;
  /** Whether the answer is the preview's. */
  readonly isPreview: boolean;
  readonly preview: WidgetPreview<T> | null;
  readonly notice: Notice | null;
}

/** What a widget opens with. */
export type WidgetPreview<T extends WidgetTypes> = Pick<WidgetState<T>, 'own' | 'answer'>;

export type WidgetAction<T extends WidgetTypes> =
  /** Something is being typed. */
  | { readonly type: 'edit'; readonly name: string; readonly value: string }
  | { readonly type: 'set'; readonly values: SharedValues }
  /** Unvalidated values of a link or an experiment; to the cell's own reducer none, if they are of no use. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'phase'; readonly phase: LookupPhase }
  | { readonly type: 'opened'; readonly opened: T['opened'] }
  | { readonly type: 'answered'; readonly answer: T['answer'] | null }
  /** Opening or answering went wrong. */
  | { readonly type: 'failed'; readonly text: string }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'own'; readonly action: T['ownAction'] };

/** What every widget's view calls. */
export interface WidgetCommands {
  /** Open the lookup if it is not open, and ask it. */
  run(): void;
  edit(name: string, value: string): void;
  commit(): void;
  choose(name: string, value: string): void;
  move(name: string, value: string): void;
  choosePreset(name: string): void;
  dismissNotice(): void;
}

export interface WidgetView<T extends WidgetTypes> {
  readonly state: WidgetState<T>;
  readonly commands: WidgetCommands & T['commands'];
  readonly declaration: WidgetDeclaration<T>;
}

export interface WidgetDeclaration<T extends WidgetTypes> {
  /** The element's name, and the cell's in links. */
  readonly element: string;
  readonly title: string;
  /** See `CellModule`. */
  readonly purpose: string;
  readonly controls: T['controls'];
  readonly presets?: Readonly<Record<string, Preset>>;
  /** What values that are chosen, or those of a link, mean for others that are left out. */
  readonly implies?: (values: SharedValues) => SharedValues;
  /** The nearest settings that can be used together. */
  readonly consistent?: (values: SettingsOf<T['controls']>) => SettingsOf<T['controls']>;
  /** Why a link's values cannot be used though each of them could, in Japanese; `null` if they can. */
  readonly refusesShared?: (
    values: SharedValues,
    settings: SettingsOf<T['controls']>,
  ) => string | null;
  /** What the cell keeps beside its settings. */
  readonly own: {
    readonly initial: T['own'];
    readonly reduce: (
      own: T['own'],
      action: WidgetAction<T>,
      state: WidgetState<T>,
      before: WidgetState<T>,
    ) => T['own'];
    /** What of it a link holds. */
    readonly share?: (state: WidgetState<T>) => SharedValues;
  };
  readonly lookup?: Lookup<T>;
  readonly body: (view: WidgetView<T>) => TemplateResult;
  /** The newest answer in a sentence for screen readers, and what it is about. */
  readonly summary?: (state: WidgetState<T>) => readonly [subject: string, text: string];
  readonly extend?: (controller: WidgetHandle<T>) => WidgetExtension<T>;
  readonly styles?: CSSResultGroup;
}

/** Something that is compared part by part, to find out whether it is wanted anew. */
export type Wish = readonly unknown[];

/** The worker of a widget, and what it is asked. */
export interface Lookup<T extends WidgetTypes> {
  readonly role: ComputeRole;
  /** What has to be open. */
  readonly opens: (state: WidgetState<T>) => Wish;
  readonly open: (api: T['api'], state: WidgetState<T>) => Promise<T['opened']>;
  /** What is to be answered. */
  readonly asks: (state: WidgetState<T>) => Wish;
  readonly answer: (api: T['api'], state: WidgetState<T>) => Promise<T['answer'] | null>;
  /** Controls whose change is looked up even where nothing has been run yet. */
  readonly runsAt?: readonly string[];
  /** Whether another run opens anew what is open. */
  readonly reopens?: boolean;
  /** What of a first answer travels with the page; all of it if left out. */
  readonly preview?: (state: WidgetState<T>) => WidgetPreview<T>;
}

/** What a widget's own commands have of the kit. */
export interface WidgetHandle<T extends WidgetTypes> {
  readonly state: WidgetState<T>;
  dispatch(action: WidgetAction<T>): void;
  /** The cell's own change, and what has to be looked up for it, if the lookup is there. */
  follow(action: T['ownAction']): void;
  /** The same, opening the lookup if it is not there. */
  act(action: T['ownAction']): Promise<void>;
  inform(text: string): void;
  refuse(text: string): void;
  /** Run a job and show the reader the error it may end in. */
  guarded(job: () => Promise<void>): Promise<void>;
}

export interface WidgetExtension<T extends WidgetTypes> {
  readonly commands: T['commands'];
  /** The cell has come into the page, or the reader has come back to it. */
  readonly shown?: () => void;
  /** Takes files that are dropped on the cell. */
  readonly takeFiles?: (files: readonly File[]) => void;
  /** What may be dropped, in a line. */
  readonly dropHint?: string;
}

export interface WidgetModule<T extends WidgetTypes> extends CellModule {
  readonly declaration: WidgetDeclaration<T>;
}
