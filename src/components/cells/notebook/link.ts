/**
 * Links that carry cells: `#nb=1.<base64url of deflated JSON>` behind the page's address, so that no server
 * sees them. They may come from anyone: what is read is text only, and never run by itself.
 */
import { deflateSync, Inflate, strToU8 } from 'fflate';
import * as v from 'valibot';

const start = '#nb=1.';

export const linkLimits = {
  /** Characters of an address that programs pass on whole. */
  safe: 6_000,
  /** Characters of the longest link that is made. */
  longest: 30_000,
  /** Characters that are looked at. */
  read: 200_000,
  /** Bytes of the JSON. */
  inflated: 262_144,
} as const;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
const text = v.pipe(v.string(), v.maxLength(200_000));

const schema = v.strictObject({
  /** The notebook. */
  n: v.literal('code'),
  /** Texts of the site's cells that were changed. */
  c: v.record(id, text),
  /** Cells of the sender's, from the top: id, the cell before, text. */
  a: v.pipe(v.array(v.strictTuple([id, id, text])), v.maxLength(50)),
});

export interface LinkedCells {
  readonly changed: Readonly<Record<string, string>>;
  readonly added: readonly { readonly id: string; readonly after: string; readonly text: string }[];
}

/** @throws in Japanese if nobody could read such a link */
export function encodeLink({ changed, added }: LinkedCells): string {
  const contents: v.InferInput<typeof schema> = {
    n: 'code',
    c: changed,
    a: added.map((cell) => [cell.id, cell.after, cell.text]),
  };
  const json = strToU8(JSON.stringify(contents));
  const isReadable = json.length <= linkLimits.inflated && v.is(schema, contents);
  const link = isReadable ? `${start}${toBase64Url(deflateSync(json, { level: 9 }))}` : null;
  if (link === null || link.length > linkLimits.longest)
    throw new Error('コードが長すぎて、リンクにできません。書きかえるセルを減らしてください。');
  return link;
}

export function isLink(hash: string): boolean {
  return hash.startsWith('#nb=');
}

/** @throws in Japanese if the link cannot be used as a whole */
export function decodeLink(hash: string): LinkedCells {
  if (hash.length > linkLimits.read) throw unreadable('長すぎます');
  if (!hash.startsWith(start)) throw unreadable('新しい版のサイトで作られたものかもしれません');
  const json: unknown = parse(inflate(fromBase64Url(hash.slice(start.length))));
  const { success, output } = v.safeParse(schema, json);
  if (!success) throw unreadable('このページのセルのものではありません');
  return {
    changed: output.c,
    added: output.a.map(([own, after, source]) => ({ id: own, after, text: source })),
  };
}

function unreadable(why: string): Error {
  return new Error(`リンクのコードを読み取れませんでした（${why}）。ページは元のままです。`);
}

/** Piece by piece, so that a small link cannot grow without end. */
function inflate(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isEnded = false;
  const inflater = new Inflate((part, isLast) => {
    size += part.length;
    parts.push(part);
    isEnded ||= isLast;
  });
  const step = 256;
  try {
    for (let from = 0; from < bytes.length && size <= linkLimits.inflated; from += step) {
      inflater.push(bytes.subarray(from, from + step), from + step >= bytes.length);
    }
  } catch {
    throw unreadable('途中で切れたか、書きかわっています');
  }
  if (size > linkLimits.inflated) throw unreadable('大きすぎます');
  if (!isEnded) throw unreadable('途中で切れたか、書きかわっています');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadable('途中で切れたか、書きかわっています');
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  try {
    const signs = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
  } catch {
    throw unreadable('途中で切れたか、書きかわっています');
  }
}
