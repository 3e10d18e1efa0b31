/** Bits of Python. */

/** A call; arguments that are `null` or `undefined` are left out. */
export function call(name: string, args: readonly (string | number | null | undefined)[]): string {
  return `${name}(${args.filter((arg) => arg !== null && arg !== undefined).join(', ')})`;
}

export function tuple(values: readonly (number | undefined)[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

export function text(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replace(/[^ -~ぁ-んァ-ヶー一-龠、。]/g, '')}'`;
}

export const truth = (value: boolean) => (value ? 'True' : 'False');

/** A text of any origin as comment lines that nothing gets out of. */
export function comment(value: string, indent = ''): string {
  return value
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `${indent}#   ${line.replace(/\p{Cc}/gu, ' ')}`.trimEnd())
    .join('\n');
}

/** A part of a script, which is a cell of a notebook too. */
export interface Section {
  /** In Japanese, without a full stop. */
  readonly title: string;
  readonly code: string;
  /** Of the first: what the script is. */
  readonly about?: readonly string[];
  /** Of the first: how the file is run. */
  readonly usage?: readonly string[];
  /** What stands in the place of the code in a notebook, if it is other. */
  readonly inNotebook?: string;
}

/** A script of its parts: two empty lines between, each under its title. */
export function scriptOf([first, ...rest]: readonly Section[]): string {
  const { about = [], usage = [], code = '' } = first ?? {};
  const doc = ['"""' + about.join('\n'), '', ...usage.map((line) => `    ${line}`), '"""'];
  const parts = rest.map(({ title, code }) => `# --- ${title} ---\n\n${code.trim()}`);
  return `${[`${doc.join('\n')}\n\n${code.trim()}`, ...parts].join('\n\n\n')}\n`;
}
