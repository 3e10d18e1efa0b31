/** The editor's keys. They are CodeMirror's bindings, which wait while an input method composes. */
import { historyKeymap, indentLess, indentMore, standardKeymap } from '@codemirror/commands';
import { Compartment, type Extension, Prec } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap } from '@codemirror/view';
import type { EditorOptions } from './contract';

/** Tab moves on, as everywhere on the page, until the reader wants it to indent. */
const tab = new Compartment();
const indenting = keymap.of([{ key: 'Tab', run: indentMore, shift: indentLess }]);

function toggleTab(view: EditorView): boolean {
  const isOn = tab.get(view.state) === indenting;
  view.dispatch({
    effects: [
      tab.reconfigure(isOn ? [] : indenting),
      EditorView.announce.of(
        isOn ? 'Tabキーで次へ移ります。' : 'Tabキーで字下げします。もう一度押すと元に戻ります。',
      ),
    ],
  });
  return true;
}

export function keys({ run, runAndGoOn, leave, toggleQuiet }: EditorOptions): Extension {
  // The cell around the editor has the same keys.
  const done = (act: () => void): Partial<KeyBinding> => ({
    preventDefault: true,
    stopPropagation: true,
    run: () => {
      act();
      return true;
    },
  });
  const own: readonly KeyBinding[] = [
    { key: 'Shift-Enter', ...done(runAndGoOn) },
    { key: 'Mod-Enter', ...done(run) },
    { key: 'F2', ...done(toggleQuiet) },
    { key: 'Ctrl-m', mac: 'Shift-Alt-m', preventDefault: true, run: toggleTab },
  ];
  return [
    Prec.highest(keymap.of([...own])),
    // Below the keys of the list of completions, which Escape closes first.
    tab.of([]),
    keymap.of([...historyKeymap, { key: 'Escape', ...done(leave) }, ...standardKeymap]),
  ];
}
