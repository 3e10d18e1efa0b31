/**
 * The reader's own notebook as a Jupyter notebook (nbformat 4.5, for the Deno kernel, whose language is
 * TypeScript), and back with what the cells showed. What is read is checked and never run.
 *
 * Source: nbformat.readthedocs.io, "The Notebook file format", and nbformat's schema of version 4.5.
 */
import * as v from 'valibot';

/** A part of a notebook: a text between cells, or a cell that runs. */
export interface NotebookPart {
  /** Unique in its notebook: letters, digits, `-` and `_`, at most 64. */
  readonly id: string;
  readonly kind: 'text' | 'code';
  /** Markdown, or TypeScript. */
  readonly source: string;
  /** What the cell showed. */
  readonly outputs?: readonly ShownOutput[];
}

export type ShownOutput =
  | { readonly kind: 'text'; readonly isError: boolean; readonly text: string }
  | ShownDisplay
  | { readonly kind: 'error'; readonly name: string; readonly message: string };

/** One thing in several forms, of which a program shows the richest that it knows. */
export interface ShownDisplay {
  readonly kind: 'display';
  readonly text: string;
  /** Without scripts. */
  readonly html?: string | undefined;
  readonly png?: ShownPicture | undefined;
  /** As the site has it: any JSON. */
  readonly own?: unknown;
}

export interface ShownPicture {
  readonly bytes: Uint8Array;
  /** In which it is to be shown, in CSS pixels; its own if left out. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

export interface NotebookFile {
  /** Which of the site's notebooks it is: `code`. */
  readonly notebook: string;
  /** The site's version that it was written by. */
  readonly library: string;
  /** Of the original that the edits began from, by the part's id. */
  readonly base: Readonly<Record<string, string>>;
  readonly parts: readonly NotebookPart[];
}

/** Parts of a notebook, characters of one of them, outputs of one, and characters of a whole file. */
export const notebookLimits = {
  parts: 400,
  source: 200_000,
  outputs: 1000,
  file: 64_000_000,
} as const;

const schemaVersion = 1;
const own = 'hajimete_no_gan';
/** Of an output as the site has it. Other programs pass over what they do not know. */
const ownMime = 'application/vnd.hajimete-no-gan.output+json';
const idPattern = /^[\w-]{1,64}$/;

const source = v.union([
  v.string(),
  v.pipe(
    v.array(v.string()),
    v.transform((lines) => lines.join('')),
  ),
]);

const streamSchema = v.pipe(
  v.object({
    output_type: v.literal('stream'),
    name: v.picklist(['stdout', 'stderr']),
    text: source,
  }),
  v.transform(({ name, text }): ShownOutput => ({
    kind: 'text',
    isError: name === 'stderr',
    text,
  })),
);

const displaySchema = v.pipe(
  v.object({
    output_type: v.picklist(['display_data', 'execute_result']),
    data: v.object({
      'text/plain': v.optional(source, ''),
      'image/png': v.optional(v.pipe(source, v.transform(bytesOf))),
      [ownMime]: v.optional(v.unknown()),
    }),
  }),
  v.transform(({ data }): ShownOutput => ({
    kind: 'display',
    text: data['text/plain'],
    ...(data['image/png'] ? { png: { bytes: data['image/png'] } } : {}),
    ...(data[ownMime] === undefined ? {} : { own: data[ownMime] }),
  })),
);

const errorSchema = v.pipe(
  v.object({ output_type: v.literal('error'), ename: v.string(), evalue: v.string() }),
  v.transform(({ ename: name, evalue: message }): ShownOutput => ({
    kind: 'error',
    name,
    message,
  })),
);

const outputSchema = v.union([streamSchema, displaySchema, errorSchema]);

/** What may be shown of a cell's outputs; of another program's the rest is left out. */
const outputsSchema = v.pipe(
  v.array(v.unknown()),
  v.transform((outputs) =>
    outputs.slice(0, notebookLimits.outputs).flatMap((output): readonly ShownOutput[] => {
      const read = v.safeParse(outputSchema, output);
      return read.success ? [read.output] : [];
    }),
  ),
);

const partSchema = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.regex(idPattern)),
    cell_type: v.picklist(['markdown', 'code', 'raw']),
    source: v.pipe(source, v.maxLength(notebookLimits.source)),
    outputs: v.optional(outputsSchema, []),
  }),
  v.transform(({ id, cell_type, source, outputs }): NotebookPart => ({
    id,
    kind: cell_type === 'code' ? 'code' : 'text',
    source,
    ...(outputs.length > 0 ? { outputs } : {}),
  })),
);

const fileSchema = v.object({
  nbformat: v.literal(4),
  nbformat_minor: v.pipe(v.number(), v.integer(), v.minValue(5)),
  metadata: v.object({
    [own]: v.object({
      schema: v.literal(schemaVersion),
      notebook: v.pipe(v.string(), v.regex(idPattern)),
      library: v.pipe(v.string(), v.maxLength(100)),
      base: v.record(v.pipe(v.string(), v.regex(idPattern)), v.pipe(v.string(), v.maxLength(100))),
    }),
  }),
  cells: v.pipe(v.array(partSchema), v.maxLength(notebookLimits.parts)),
});

export function writeNotebook({ notebook, library, base, parts }: NotebookFile): string {
  const metadata = {
    kernelspec: { display_name: 'Deno', language: 'typescript', name: 'deno' },
    language_info: { name: 'typescript', file_extension: '.ts' },
    [own]: { schema: schemaVersion, notebook, library, base },
  };
  const cells = parts.map(cellOf);
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/**
 * A notebook of the site from a file.
 *
 * @param name of the file, for errors
 * @throws (Japanese, naming the file) on anything else
 */
export function readNotebook(name: string, text: string): NotebookFile {
  const refuse = (why: string): never => {
    throw new Error(`「${name}」をノートブックとして読めません。${why}。`);
  };
  if (text.length > notebookLimits.file) return refuse('大きすぎます');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse('JSONではないか、途中で切れています');
  }
  const parsed = v.safeParse(fileSchema, content);
  if (!parsed.success) return refuse(whyNot(parsed.issues[0]));
  const { metadata, cells: parts } = parsed.output;
  const ids = new Set(parts.map(({ id }) => id));
  if (ids.size < parts.length) return refuse('同じidのセルが2つあります');
  const { notebook, library, base } = metadata[own];
  return { notebook, library, base, parts };
}

function whyNot(issue: v.InferIssue<typeof fileSchema>): string {
  const place = v.getDotPath(issue) ?? '全体';
  if (place.startsWith(`metadata.${own}.schema`)) return 'このサイトの別の版で書かれています';
  if (place.startsWith('metadata')) return 'このサイトで保存したノートブックではありません';
  if (place === 'nbformat' || place === 'nbformat_minor') return 'nbformatの4.5ではありません';
  return `${place}が正しくありません`;
}

function cellOf({ id, kind, source, outputs = [] }: NotebookPart) {
  const lines = source.split(/(?<=\n)/);
  if (kind === 'text') return { cell_type: 'markdown', id, metadata: {}, source: lines };
  return {
    cell_type: 'code',
    id,
    metadata: {},
    execution_count: null,
    source: lines,
    outputs: outputs.map(outputOf),
  };
}

function outputOf(output: ShownOutput) {
  switch (output.kind) {
    case 'text':
      return {
        output_type: 'stream',
        name: output.isError ? 'stderr' : 'stdout',
        text: output.text.split(/(?<=\n)/),
      };
    case 'display':
      return displayOf(output);
    case 'error':
      return { output_type: 'error', ename: output.name, evalue: output.message, traceback: [] };
  }
}

function displayOf({ text, html, png, own: kept }: ShownDisplay) {
  return {
    output_type: 'display_data',
    metadata: png?.size ? { 'image/png': png.size } : {},
    data: {
      ...(png ? { 'image/png': base64(png.bytes) } : {}),
      ...(html === undefined ? {} : { 'text/html': html.split(/(?<=\n)/) }),
      'text/plain': text.split(/(?<=\n)/),
      ...(kept === undefined ? {} : { [ownMime]: kept }),
    },
  };
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}

/** @returns `undefined` of what is no base64 */
function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
