/** The editor as its cell sees it, without the program that it is made of. */
import type { CodeFault, CodePosition } from '@lib/notebook/compile';

/** Where the caret goes: to a place of the text, to the character under a point of the window, or where it was. */
export interface CaretPlace {
  readonly at?: CodePosition;
  readonly point?: { readonly x: number; readonly y: number };
}

export interface EditorMarks {
  readonly faults: readonly CodeFault[];
  /** Where the last run failed, in this text. */
  readonly failed: CodePosition | null;
}

export interface CellEditor {
  readonly dom: HTMLElement;
  focus(place?: CaretPlace): void;
  /** Takes a text from elsewhere; the same as its own changes nothing. */
  setText(text: string): void;
  showMarks(marks: EditorMarks): void;
  /** Shows within the text how it differs from another one; `null`: no more. */
  compare(original: string | null): Promise<void>;
  /** Whether the text can only be read. */
  setLocked(isLocked: boolean): void;
  /** Whether names and parameters are shown only when the reader asks for them. */
  setQuiet(isQuiet: boolean): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly root: ShadowRoot;
  readonly text: string;
  /** What it is, for screen readers. */
  readonly label: string;
  readonly onEdit: (text: string) => void;
  /** What the reader has typed or pasted does not fit, in Japanese: the text is as it was. */
  readonly onRefused: (words: string) => void;
  /** The reader has stopped typing. */
  readonly onPause: () => void;
  /** Names that the other cells give. */
  readonly names: () => Promise<readonly string[]>;
  /** As `setQuiet` has it; and the key that changes it was pressed. */
  readonly isQuiet: boolean;
  readonly toggleQuiet: () => void;
  readonly run: () => void;
  readonly runAndGoOn: () => void;
  readonly leave: () => void;
}
