import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileCell, type CompiledCell } from '@lib/notebook/compile';
import { slimParser } from '../../../tools/lib/slim-parser.mjs';
import { mistakes } from '../notebook/mistakes';

const options = { id: 'cell', exports: ['Random', 'createGenerator'] };
const told = ({ code, faults, defines, uses }: CompiledCell) => ({ code, faults, defines, uses });

describe('slimParser', () => {
  let program = '';
  let slim: { compileCell: typeof compileCell };

  beforeAll(async () => {
    const built = (await build({
      configFile: false,
      logLevel: 'error',
      plugins: [slimParser()],
      build: {
        write: false,
        rolldownOptions: {
          input: 'src/lib/notebook/compile.ts',
          preserveEntrySignatures: 'strict',
        },
      },
    })) as Rolldown.RolldownOutput;
    program = built.output[0].code;
    const address = `data:text/javascript,${encodeURIComponent(program)}`;
    slim = (await import(/* @vite-ignore */ address)) as typeof slim;
  });

  it('keeps the compiler below 65 kB', () => {
    expect(gzipSync(program, { level: 9 }).length).toBeLessThan(65_000);
  });

  it('changes nothing of what the compiler says', () => {
    const texts = globSync('{src/lib/nn,content/notebook}/**/*.ts').map((file) =>
      readFileSync(file, 'utf8'),
    );
    for (const text of [
      ...texts,
      ...mistakes.map((mistake) => mistake.text),
      '<a>b</a>;',
      '/x/gu',
    ]) {
      expect(told(slim.compileCell(text, options)), text).toEqual(told(compileCell(text, options)));
    }
  });

  it('leaves regular expressions to the engine', () => {
    for (const text of ['/(/', '/a/gg', '/\\p{Nope}/u', '/[z-a]/']) {
      expect(slim.compileCell(text, options).faults, text).toHaveLength(1);
      expect(compileCell(text, options).faults, text).toHaveLength(1);
    }
  });
});
