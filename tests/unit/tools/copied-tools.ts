import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

const tools = join(import.meta.dirname, '../../../tools');

/** A project of its own, gone after the test: the tools find their project by where they are. */
export function copyTools() {
  const root = mkdtempSync(join(tmpdir(), 'tools-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  cpSync(join(tools, 'lib'), join(root, 'tools/lib'), { recursive: true });
  const write = (path: string, content: string | object) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const load = <Module>(path: string) =>
    import(/* @vite-ignore */ pathToFileURL(join(root, 'tools', path)).href) as Promise<Module>;
  return { root, write, load };
}
