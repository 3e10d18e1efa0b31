/** Links that set cells up, as they come from anyone: right ones, broken ones, hostile ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeShare, encodeShare } from '@components/cells/kit/share-link';
import { initialState, reduce, shareOf, valuesOf } from '@components/cells/kit/state';
import { cellView } from '@components/cells/kit/view';
import { initialWidget, reduceWidget, widgetShare } from '@components/cells/kit/widget-state';
import { decodeDrawing } from '@components/cells/pads/drawing';
import { type Control, type Controls, defaultSettings, parseSettings } from '@lib/controls';
import { nothing } from 'lit';
import { type AnyCell, type AnyWidget, trainingCells, widgets } from '../../support/cells';

/** Of every cell. All together some thousands. */
const runs = { numRuns: 70 };

/** Commands that no view calls while it is drawn. */
const commands = new Proxy({}, { get: () => () => undefined }) as never;

const hostile = [
  ...['', ' ', 'NaN', 'Infinity', '-Infinity', '1e999', '-1e999', '1e-999', '-0', '0x10', '1_000'],
  ...['null', 'undefined', '[object Object]', 'true', '１２', '−1', '٣', '1e3', '+5', '.5', '5.'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '${7*7}', '\0', '\ud800'],
  ...['\u202e123', '👩‍👩‍👧', '9'.repeat(400), 'a'.repeat(20_000), '1.'.repeat(6000), '_'.repeat(9000)],
];

const drawings = [
  '-50.0.50.0',
  '-50.0.50.0_0.-20',
  '0.0_',
  '101.0',
  '0.50.0',
  'el',
  'elle',
  '1.2.3',
  '600',
];

const names = [
  'drawing',
  'steps',
  'speed',
  'a',
  'b',
  'c',
  '__proto__',
  'constructor',
  'toString',
  '',
];

function valueFor(control: Control): fc.Arbitrary<string> {
  if (control.type === 'choice')
    return fc.constantFrom(...control.options.map(({ value }) => value));
  const { min, max, type } = control;
  const inside =
    type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof(
    inside.map(String),
    fc.constantFrom(min, max, min - 1, max + 1, -max, 1e3 * max).map(String),
  );
}

/** A name and a value; most of them go together. */
function pair(controls: Controls): fc.Arbitrary<readonly [string, string]> {
  const declared = Object.entries(controls).map(([name, control]) =>
    fc.tuple(fc.constant(name), valueFor(control)),
  );
  const anything = fc.oneof(
    fc.constantFrom(...hostile, ...drawings),
    fc.string({ unit: 'binary' }),
    fc.double().map(String),
  );
  const anyName = fc.oneof(fc.constantFrom(...Object.keys(controls), ...names), fc.string());
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...declared) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...drawings)) },
    { weight: 1, arbitrary: fc.tuple(anyName, anything) },
  );
}

/** What becomes of a link on its way. */
const mangled = fc.constantFrom<(query: string) => string>(
  ...Array.from({ length: 6 }, () => (query: string) => query),
  (query) => decodeURIComponentOr(query),
  (query) => encodeURIComponent(query),
  (query) => query.replaceAll('%', '%25'),
  (query) => query.slice(0, query.length / 2),
  (query) => `${query}%`,
  (query) => `${query}&%E0%A4%A=%ZZ&&=&seed`,
  (query) => query.replaceAll('&', '&amp;'),
  (query) => query.replaceAll('=', '=='),
  (query) => `${query}#${query}`,
  (query) => `${query}。`,
);

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const linkTo = (element: string, controls: Controls) =>
  fc.tuple(fc.array(pair(controls), { maxLength: 5 }), mangled).map(([pairs, mangle]) => {
    const query = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
    return `#${element}?${mangle(query.toString())}`;
  });

/** Why a link's values are no settings, one of them at a time. */
function unusable(controls: Controls, values: Readonly<Record<string, string>>): string[] {
  const parsed = parseSettings(controls, {
    ...defaultSettings(controls),
    ...Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(controls, name))),
  });
  return parsed.ok ? [] : parsed.problems.map(({ name }) => controls[name]?.label ?? name);
}

/** What of a link no control declares, and yet means something to the cell. */
function isUnusableDrawing({ drawing }: Readonly<Record<string, string>>): boolean {
  return drawing !== undefined && decodeDrawing(drawing) === null;
}

function expectToldOf(notice: { tone: string; text: string } | null, labels: readonly string[]) {
  expect(notice?.tone).toBe('error');
  expect(notice?.text).toMatch(/^共有リンクの設定を読み取れなかったので、初期設定にしました。/);
  for (const label of labels) expect(notice?.text).toContain(label);
  // A hostile value does not fill the screen.
  expect(notice?.text.length).toBeLessThan(120 + 250 * labels.length);
}

function expectPlain(values: object) {
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

function followed(declaration: AnyCell, begin: ReturnType<typeof initialState>, hash: string) {
  const { element, controls, speeds } = declaration;
  const values = decodeShare(element, hash);
  if (!values) throw new Error('the link leads to the cell');
  const state = reduce(declaration, begin, { type: 'shared', values });
  expectPlain(state.draft);
  const declared: Controls = speeds ? { ...controls, speed: speeds.control } : controls;
  const bad = unusable(declared, values);
  const isRefused = bad.length > 0 || (declaration.own?.share && isUnusableDrawing(values));
  if (isRefused) expectToldOf(state.notice, bad);
  else expect(state.notice).toBeNull();
  if (isRefused) expect(state.draft).toEqual(initialState(declaration, null).draft);
  // Valid, whatever came: it can be planned, drawn and shared again.
  const settings = valuesOf(declaration, state.draft);
  if (!settings) throw new Error(`no settings: ${JSON.stringify(state.draft)}`);
  expect(Object.keys(state.draft).sort()).toEqual(Object.keys(controls).sort());
  expect(speeds?.names ?? [state.speed]).toContain(state.speed);
  if (!isRefused) expectInForce(controls, values, settings);
  expect(declaration.plan(settings, state).lanes.length).toBeGreaterThan(0);
  cellView(
    { declaration, state, commands },
    { announcement: '', shareButton: null as never, dropHint: nothing, keptRun: null as never },
  );
  declaration.summary(state);
  const again = decodeShare(element, encodeShare(element, shareOf(declaration, state))) ?? {};
  const reached = reduce(declaration, begin, { type: 'shared', values: again });
  expect(reached).toMatchObject({ draft: state.draft, speed: state.speed, notice: null });
  expect(shareOf(declaration, reached)).toEqual(shareOf(declaration, state));
  return state;
}

function expectInForce(
  controls: Controls,
  values: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string | number>>,
) {
  const given = Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(controls, name)),
  );
  const parsed = parseSettings(controls, { ...defaultSettings(controls), ...given });
  expect(parsed).toEqual({ ok: true, settings });
}

describe.each(trainingCells)('a link to $element', ({ element, declaration, preview }) => {
  it('sets it up or is refused in words, and never throws', () => {
    const link = linkTo(element, declaration.controls);
    fc.assert(
      fc.property(link, link, (first, second) => {
        const begin = initialState(declaration, preview);
        followed(declaration, followed(declaration, begin, first), second);
      }),
      runs,
    );
  });
});

function followedByWidget(
  declaration: AnyWidget,
  begin: ReturnType<typeof initialWidget>,
  hash: string,
) {
  const { element, controls, lookup, own } = declaration;
  const values = decodeShare(element, hash);
  if (!values) throw new Error('the link leads to the cell');
  const state = reduceWidget(declaration, begin, { type: 'shared', values });
  expectPlain(state.draft);
  expectPlain(state.values);
  const bad = unusable(controls, values);
  if (bad.length > 0) expectToldOf(state.notice, bad);
  else if (state.notice) expectToldOf(state.notice, ['']);
  if (own.share && 'drawing' in own.share(state) && isUnusableDrawing(values))
    expectToldOf(state.notice, []);
  const defaults = initialWidget(declaration, null);
  if (state.notice) expect(state.values).toEqual(defaults.values);
  expect(parseSettings(controls, state.values)).toEqual({ ok: true, settings: state.values });
  expect(parseSettings(controls, state.draft)).toEqual({ ok: true, settings: state.values });
  lookup?.opens(state);
  lookup?.asks(state);
  declaration.body({ state, commands, declaration });
  declaration.summary?.(state);
  const again = decodeShare(element, encodeShare(element, widgetShare(declaration, state))) ?? {};
  const reached = reduceWidget(declaration, begin, { type: 'shared', values: again });
  expect(reached).toMatchObject({ values: state.values, notice: null });
  expect(widgetShare(declaration, reached)).toEqual(widgetShare(declaration, state));
  return state;
}

describe.each(widgets)('a link to $element', ({ element, declaration, preview }) => {
  it('sets it up or is refused in words, and never throws', () => {
    const link = linkTo(element, declaration.controls);
    fc.assert(
      fc.property(link, link, (first, second) => {
        const begin = initialWidget(declaration, preview);
        followedByWidget(declaration, followedByWidget(declaration, begin, first), second);
      }),
      runs,
    );
  });
});
