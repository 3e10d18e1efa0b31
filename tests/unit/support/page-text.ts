/** The text of the site's pages as a reader meets it, for tests of its language. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface PageSource {
  /** Below `content/`: `papers/lapgan.mdx`. */
  readonly name: string;
  readonly source: string;
}

/** Every MDX file below `content/`, by name. */
export function pageSources(): PageSource[] {
  return filesBelow('content', ['.mdx']).map(({ name, source }) => ({
    name: name.slice('content/'.length),
    source,
  }));
}

/** The files below a folder of the project whose names end as given. */
export function filesBelow(folder: string, endings: readonly string[]): PageSource[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .sort()
    .map((name) => ({ name, source: readFileSync(join(root, name), 'utf8') }));
}

/** What is read aloud of an MDX source: its lead, its running text, the captions and titles. */
export function readableText(source: string): string {
  const [, frontmatter = '', body = source] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const description = /^description: (.*)$/m.exec(frontmatter)?.[1] ?? '';
  const text = body
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/\$\$[\s\S]*?\$\$/g, '')
    .replaceAll(/\$[^$\n]+\$/g, '')
    .replaceAll(/\{#[^}]*\}/g, '')
    .replaceAll(tag, (_, attributes: string) => spoken(attributes))
    .replaceAll(/<\/[A-Za-z]+>/g, '');
  return `${description}\n${text}`;
}

/** An opening tag and its attributes, whose values may hold `>`. */
const tag = /<[A-Za-z]\w*((?:"[^"]*"|\{(?:`[^`]*`|[^`}])*\}|[^">{])*)>/g;

function spoken(attributes: string): string {
  const texts = attributes.matchAll(/\b(?:caption|title|plan)="([^"]*)"/g);
  return [...texts].map(([, text = '']) => text).join('\n');
}

/** Kanji, kana and the long vowel mark. */
export function japaneseCharacters(text: string): number {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu)?.length ?? 0;
}

/** 読点 per 100 Japanese characters. */
export function commaRate(text: string): number {
  return (100 * (text.match(/、/g)?.length ?? 0)) / japaneseCharacters(text);
}
