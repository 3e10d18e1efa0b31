/** Differences from another text, within the editor. A program of its own, for those who ask for it. */
import { unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';

export function differencesTo(original: string): Extension {
  return unifiedMergeView({
    original,
    mergeControls: false,
    gutter: false,
    syntaxHighlightDeletions: true,
    collapseUnchanged: { margin: 3, minSize: 8 },
  });
}
