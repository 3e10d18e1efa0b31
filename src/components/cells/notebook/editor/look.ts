/** The editor in the listing's own type and colours, so that nothing moves when it opens. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Those of Shiki's themes, GitHub's of high contrast (`notebook/code-themes.mjs`): light, dark. */
const colors = {
  ink: 'light-dark(#0e1116, #f0f3f6)',
  comment: 'light-dark(#66707b, #bdc4cc)',
  keyword: 'light-dark(#a0111f, #ff9492)',
  string: 'light-dark(#032563, #addcff)',
  constant: 'light-dark(#023b95, #91cbff)',
  call: 'light-dark(#622cbc, #dbb7ff)',
  name: 'light-dark(#702c00, #ffb757)',
} as const;

const highlighting = HighlightStyle.define([
  { tag: tags.comment, color: colors.comment },
  {
    tag: [
      ...[tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword],
      ...[tags.moduleKeyword, tags.modifier, tags.arithmeticOperator, tags.compareOperator],
      ...[tags.logicOperator, tags.bitwiseOperator, tags.definitionOperator, tags.updateOperator],
      ...[tags.function(tags.punctuation), tags.typeOperator],
    ],
    color: colors.keyword,
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: colors.string },
  {
    tag: [
      ...[tags.number, tags.bool, tags.null, tags.self, tags.atom],
      ...[tags.constant(tags.variableName), tags.standard(tags.name)],
    ],
    color: colors.constant,
  },
  {
    tag: [
      ...[tags.function(tags.variableName), tags.function(tags.propertyName)],
      tags.function(tags.definition(tags.variableName)),
    ],
    color: colors.call,
  },
  { tag: [tags.typeName, tags.className, tags.definition(tags.variableName)], color: colors.name },
]);

/** Behind code: comments, the palest of it, keep a contrast of 4.5 on it. */
function tinted(color: string): string {
  return `color-mix(in srgb, var(${color}) 5%, var(--color-paper))`;
}

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: colors.ink },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: '0.8125rem',
    lineHeight: '1.7',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { padding: '0.9rem 0', caretColor: 'var(--color-ink)', tabSize: '2' },
  '.cm-line': { padding: '0 1rem' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--color-accent) 18%, transparent)',
  },
  '.cm-fault': {
    textDecoration: 'underline wavy var(--color-error) 1px',
    textUnderlineOffset: '0.22em',
    textDecorationSkipInk: 'none',
  },
  '.cm-fault-line': {
    backgroundColor: tinted('--color-error'),
    boxShadow: 'inset 3px 0 0 var(--color-error)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--color-border)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--color-paper)',
    color: 'var(--color-ink)',
    boxShadow: '0 6px 24px rgb(0 0 0 / 18%)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    fontSize: '0.8125rem',
    maxHeight: '14rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.15rem 0.7rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'color-mix(in srgb, var(--color-accent) 16%, var(--color-paper))',
    color: 'var(--color-ink)',
  },
  '.cm-completionDetail': {
    color: 'var(--color-muted)',
    fontFamily: 'var(--font-text)',
    fontStyle: 'normal',
    fontSize: '0.75rem',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-tooltip.cm-hint': {
    maxWidth: 'min(34rem, 90vw)',
    padding: '0.3rem 0.7rem',
    fontSize: '0.75rem',
    lineHeight: '1.6',
  },
  '&:not(.cm-focused) .cm-hint': { display: 'none' },
  '.cm-hint code': { fontFamily: 'var(--font-mono)', color: 'var(--color-muted)' },
  '.cm-hint strong': { color: 'var(--color-ink)' },
  '.cm-insertedLine, .cm-changedLine': {
    backgroundColor: `${tinted('--color-real')} !important`,
    boxShadow: 'inset 3px 0 0 var(--color-real)',
  },
  '.cm-changedText, .cm-insertedText': {
    background: 'none !important',
    borderBlockEnd: '2px solid var(--color-real)',
  },
  '.cm-deletedChunk': {
    padding: '0 1rem',
    backgroundColor: `${tinted('--color-error')} !important`,
    boxShadow: 'inset 3px 0 0 var(--color-error)',
  },
  '.cm-deletedChunk .cm-deletedText, .cm-deletedChunk .cm-deletedLine del': {
    background: 'none !important',
    borderBlockEnd: '2px solid var(--color-error)',
    textDecoration: 'none',
  },
  '.cm-collapsedLines': {
    padding: '0.15rem 1rem',
    background: 'color-mix(in srgb, var(--color-ink) 5%, transparent)',
    color: 'var(--color-muted)',
    fontFamily: 'var(--font-text)',
    fontSize: '0.75rem',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: "'' !important" },
  // Below 16 px, phones zoom into what is typed.
  '@media (pointer: coarse)': { '.cm-scroller': { fontSize: '16px' } },
});

export const look = [theme, syntaxHighlighting(highlighting)];
