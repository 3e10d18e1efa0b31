/** What a reader takes home of a run: files of a format, and what they do not hold. */
import { gzipSync, zipSync } from 'fflate';
import { isGzip } from '../data/gunzip';
import { notCarried, type NotCarried } from './carried';
import { curvesCsv } from './curves-csv';
import type { ExportedRun } from './exported-run';
import type { FormatName } from './formats';
import { digitsFile, runFile, scriptFile } from './file-names';
import { kerasSections } from './keras';
import { NoRule } from './no-rule';
import { type Section, scriptOf } from './python';
import { pythonNotebook } from './python-notebook';
import { pytorchSections } from './pytorch';
import { tensorsOf } from './run-tensors';
import { writeSafetensors } from './safetensors';
import { scriptedNetworks } from './scripted';

export interface TakeHome extends NotCarried {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The names of the files in it, if it is an archive. */
  readonly contents: readonly string[];
}

export interface TakeHomeOptions {
  readonly run: ExportedRun;
  readonly format: FormatName;
  /** The site's digits as packed, to lie beside a script that learns them; `null` for the reader's own. */
  readonly digits: Uint8Array | null;
}

/** @throws in Japanese if the run cannot be had in this format */
export function takeHome({ run, format, digits }: TakeHomeOptions): TakeHome {
  const base = `${run.name}-step${run.step}`;
  switch (format) {
    case 'curves':
      return plain(`${base}.csv`, 'text/csv', encode(curvesCsv(run.curves)));
    case 'safetensors':
      return plain(
        `${base}.safetensors`,
        'application/octet-stream',
        writeSafetensors(tensorsOf(run)),
      );
    case 'pytorch':
      return scripted({ run, digits, base: `${base}-pytorch`, write: pytorchSections });
    case 'pytorch-notebook':
      return scripted({ run, digits, base: `${base}-pytorch`, write: pytorchSections, isNotebook });
    case 'keras':
      return scripted({ run, digits, base: `${base}-keras`, write: kerasSections });
    case 'keras-notebook':
      return scripted({ run, digits, base: `${base}-keras`, write: kerasSections, isNotebook });
  }
}

const isNotebook = true;
const encode = (text: string) => new TextEncoder().encode(text);

function plain(fileName: string, type: string, bytes: Uint8Array<ArrayBuffer>): TakeHome {
  return { fileName, type, bytes, contents: [], toRewrite: [], remarks: [] };
}

interface Scripted {
  readonly run: ExportedRun;
  readonly digits: Uint8Array | null;
  /** Of the names of archive and folder. */
  readonly base: string;
  readonly write: (run: ExportedRun) => Section[];
  readonly isNotebook?: boolean;
}

function scripted({ run, digits, base, write, isNotebook = false }: Scripted): TakeHome {
  const sections = sectionsOf(run, write);
  const script = isNotebook ? pythonNotebook(sections) : scriptOf(sections);
  const learnsDigits = run.recipe?.data.kind === 'digits';
  const files: Record<string, Uint8Array> = {
    [isNotebook ? 'train.ipynb' : scriptFile]: encode(script),
    [runFile]: writeSafetensors(tensorsOf(run)),
    ...(learnsDigits && digits ? { [digitsFile]: gzipped(digits) } : {}),
  };
  const { toRewrite, remarks } = notCarried(run);
  const entries = Object.entries(files).map(([name, bytes]) => [`${base}/${name}`, bytes]);
  return {
    fileName: `${base}.zip`,
    type: 'application/zip',
    // Trained 32-bit floats hardly compress, and trying takes seconds.
    bytes: zipSync(Object.fromEntries(entries) as never, { level: 0 }) as Uint8Array<ArrayBuffer>,
    contents: Object.keys(files),
    toRewrite,
    remarks: [...remarks, ...(learnsDigits && !digits ? [ownDigits] : [])],
  };
}

/** Where a server has said `Content-Encoding: gzip`, the browser has decompressed the file. */
const gzipped = (bytes: Uint8Array) => (isGzip(bytes) ? bytes : gzipSync(bytes));

const ownDigits =
  '学習画像は入っていません。選んだIDXのファイル（train-images-idx3-ubyteなど）を同じフォルダーに置いてください。';

function sectionsOf(run: ExportedRun, write: Scripted['write']): Section[] {
  if (scriptedNetworks(run).length === 0) {
    throw new Error(
      'このセルのネットワークは枝分かれがあるので、スクリプトにはできません。重みはsafetensorsの形式で持ち帰れます。',
    );
  }
  try {
    return write(run);
  } catch (error) {
    if (!(error instanceof NoRule)) throw error;
    throw new Error(`${error.message}重みはsafetensorsの形式で持ち帰れます。`, { cause: error });
  }
}
