/** Links that set a cell up: `#plane-gan?data=ring&seed=3` behind the page's address. */
import {
  type Controls,
  defaultSettings,
  formatSetting,
  parseSettings,
  type RawSettings,
  type SettingsOf,
} from '@lib/controls';

export type SharedValues = Readonly<Record<string, string>>;

/**
 * A cell's settings as the hash of an address.
 *
 * @param cell the element's name
 * @param values plain texts by name; any characters
 */
export function encodeShare(cell: string, values: SharedValues): string {
  return `#${cell}?${new URLSearchParams(values).toString()}`;
}

/** Settings as a link holds them: numbers written out, choices as they are. */
export function sharedValues(settings: Readonly<Record<string, string | number>>): SharedValues {
  const entries = Object.entries(settings);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'number' ? formatSetting(value) : value,
    ]),
  );
}

/**
 * What a hash holds for a cell, not yet validated: it may come from anyone. Of a name that comes
 * twice, the last one counts.
 *
 * @returns `null` if the hash does not lead to this cell
 */
export function decodeShare(cell: string, hash: string): Record<string, string> | null {
  const start = `#${cell}?`;
  if (!hash.startsWith(start)) return null;
  return Object.fromEntries(new URLSearchParams(hash.slice(start.length)));
}

export interface SharedSettings<Declared extends Controls> {
  readonly settings: SettingsOf<Declared>;
  /** For the reader, in Japanese: why the defaults were taken; `null` if the link was good. */
  readonly message: string | null;
}

/**
 * Settings from a link, validated by the controls' declarations. What the link leaves out has its
 * default. A link with any unusable value gives only defaults, so that nobody takes half a setting
 * for the one that was shared. Names without a control are ignored.
 */
export function settingsFromShare<Declared extends Controls>(
  declarations: Declared,
  values: SharedValues,
): SharedSettings<Declared> {
  const defaults = defaultSettings(declarations);
  const names = Object.keys(declarations).filter((name) => Object.hasOwn(values, name));
  const given = Object.fromEntries(names.map((name) => [name, values[name]]));
  const parsed = parseSettings(declarations, { ...defaults, ...given } as RawSettings<Declared>);
  if (parsed.ok) return { settings: parsed.settings, message: null };
  const reasons = parsed.problems.map(({ message }) => message).join('');
  return { settings: defaults, message: unusableShare(reasons) };
}

/** What to say of a link that could not be used. */
export function unusableShare(reasons: string): string {
  return `共有リンクの設定を読み取れなかったので、初期設定にしました。${reasons}`;
}
