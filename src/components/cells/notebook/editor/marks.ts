/** Where the code is at fault: underlined, its line marked. Text that is typed carries the marks along. */
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { CodePosition } from '@lib/notebook/compile';
import type { EditorMarks } from './contract';

export const setMarks = StateEffect.define<EditorMarks>();

export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMarks));
    if (effect?.is(setMarks)) return decorationsFor(transaction.state, effect.value);
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsFor(state: EditorState, { faults, failed }: EditorMarks): DecorationSet {
  const line = (at: CodePosition) =>
    Decoration.line({ class: 'cm-fault-line' }).range(lineAt(state, at).from);
  const underlined = faults.map(({ message, from, to }) => {
    const start = offsetOf(state, from);
    const end = Math.max(offsetOf(state, to), Math.min(start + 1, state.doc.length));
    return {
      start,
      end,
      mark: Decoration.mark({ class: 'cm-fault', attributes: { title: message } }),
    };
  });
  return Decoration.set(
    [
      ...faults.map(({ from }) => line(from)),
      ...(failed && faults.length === 0 ? [line(failed)] : []),
      ...underlined.flatMap(({ start, end, mark }) =>
        start < end ? [mark.range(start, end)] : [],
      ),
    ],
    true,
  );
}

function lineAt({ doc }: EditorState, { line }: CodePosition) {
  return doc.line(Math.min(Math.max(line, 1), doc.lines));
}

/** A place that may lie outside of the text by now, as an offset that does not. */
export function offsetOf(state: EditorState, at: CodePosition): number {
  const { from, to } = lineAt(state, at);
  return Math.min(from + Math.max(at.column - 1, 0), to);
}
