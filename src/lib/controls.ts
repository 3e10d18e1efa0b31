/**
 * Settings declared once: the declaration is the form's fields, the validation of what a reader
 * typed (or a link carried), and the type of the settings themselves.
 */
import * as v from 'valibot';

interface ControlBase {
  /** Name for the reader, in Japanese, unique within its form. */
  readonly label: string;
  /** What it does, in one sentence; empty if the label says it all. */
  readonly help: string;
}

interface NumericControl extends ControlBase {
  /** Smallest and largest allowed value, both included. */
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Shown behind the value; empty for a plain number. */
  readonly unit: string;
  /** How the arrow keys walk: by adding `step`, or through 1, 2, 5, 10, 20, … */
  readonly scale: 'linear' | 'log';
  /** Distance between two values on a linear scale; unused on a logarithmic one. */
  readonly step: number;
}

export interface NumberControl extends NumericControl {
  readonly type: 'number';
}

export interface IntegerControl extends NumericControl {
  readonly type: 'integer';
}

export interface ChoiceControl<Value extends string = string> extends ControlBase {
  readonly type: 'choice';
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly default: Value;
}

export type Control = NumberControl | IntegerControl | ChoiceControl;
export type Controls = Readonly<Record<string, Control>>;

/** The settings that declarations describe: a number each, or one of the choice's values. */
export type SettingsOf<Declared extends Controls> = {
  readonly [Name in keyof Declared]: Declared[Name] extends ChoiceControl<infer Value>
    ? Value
    : number;
};

/** What a form or a link holds before validation. */
export type RawSettings<Declared extends Controls> = {
  readonly [Name in keyof Declared]?: string | number | undefined;
};

export interface Problem<Name> {
  readonly name: Name;
  /** For the reader: what was expected and what was received, in Japanese. */
  readonly message: string;
}

export type ParsedSettings<Declared extends Controls> =
  | { readonly ok: true; readonly settings: SettingsOf<Declared> }
  | { readonly ok: false; readonly problems: readonly Problem<keyof Declared & string>[] };

/** Every control's default. */
export function defaultSettings<Declared extends Controls>(
  declarations: Declared,
): SettingsOf<Declared> {
  const entries = Object.entries(declarations).map(([name, control]) => [name, control.default]);
  // `fromEntries` forgets which name has which type.
  return Object.fromEntries(entries) as SettingsOf<Declared>;
}

/**
 * Validate what a reader typed. All problems are reported, not only the first.
 *
 * Full-width digits, as a Japanese input method types them, count as digits.
 */
export function parseSettings<Declared extends Controls>(
  declarations: Declared,
  raw: RawSettings<Declared>,
): ParsedSettings<Declared> {
  const problems: Problem<keyof Declared & string>[] = [];
  const values: Record<string, string | number> = {};
  for (const [name, control] of Object.entries(declarations)) {
    const result = v.safeParse(schemaOf(control), String(raw[name] ?? ''));
    if (result.success) values[name] = result.output;
    else problems.push({ name, message: problemMessage(control, raw[name]) });
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, settings: values as SettingsOf<Declared> };
}

/** What a control accepts, as a Japanese noun phrase: 「1以上1000以下の整数」. */
export function describeExpected(control: Control): string {
  if (control.type === 'choice') {
    return `${control.options.map(({ label }) => `「${label}」`).join('')}のどれか`;
  }
  const kind = control.type === 'integer' ? '整数' : '数';
  return `${formatSetting(control.min)}以上${formatSetting(control.max)}以下の${kind}`;
}

/** The shortest decimal that reads back as the same number, without an exponent: 1e-7 is 0.0000001. */
export function formatSetting(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [, sign = '', integer = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(mantissa) ?? [];
  const shift = Number(exponent);
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${integer}${fraction}`
    : `${sign}${integer}${fraction.padEnd(shift, '0')}`;
}

/** The next value up (`1`) or down (`-1`) from one, kept within the control's range. */
export function stepped(control: NumericControl, value: number, direction: 1 | -1): number {
  const next = control.scale === 'log' ? nextOneTwoFive(value, direction) : linear();
  return Math.min(control.max, Math.max(control.min, next));

  function linear(): number {
    // Rounded, since 0.1 + 0.2 is not 0.3.
    return Number((value + direction * control.step).toPrecision(12));
  }
}

function nextOneTwoFive(value: number, direction: 1 | -1): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const ladder = [-1, 0, 1].flatMap((shift) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${exponent + shift}`)),
  );
  const beyond = ladder.filter((rung) =>
    direction > 0 ? rung > value * (1 + 1e-9) : rung < value * (1 - 1e-9),
  );
  return (direction > 0 ? beyond[0] : beyond.at(-1)) ?? value;
}

function schemaOf(control: Control) {
  const text = v.pipe(
    v.string(),
    v.transform((value) => value.normalize('NFKC').trim()),
  );
  if (control.type === 'choice') {
    return v.pipe(text, v.picklist(control.options.map(({ value }) => value)));
  }
  const number = v.pipe(
    text,
    // What Japanese input methods type for a minus sign.
    v.transform((value) => value.replaceAll(/[−ー‐–]/g, '-')),
    // `Number` reads an empty text as 0, and `0x10` as 16.
    v.regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i),
    // Not -0, which would be written and compared otherwise.
    v.transform((value) => Number(value) + 0),
    v.minValue(control.min),
    v.maxValue(control.max),
  );
  return control.type === 'integer' ? v.pipe(number, v.integer()) : number;
}

function problemMessage(control: Control, received: string | number | undefined): string {
  const text = String(received ?? '').trim();
  // A hostile link's value should not fill the screen.
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `${control.label}には${describeExpected(control)}を入れてください（入力：${shown === '' ? 'なし' : `「${shown}」`}）。`;
}
