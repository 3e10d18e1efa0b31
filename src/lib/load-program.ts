import { fetchProgram, publicAddress } from './assets';

/**
 * Stands around every `import()` of a page, in the place of Vite's own helper (`tools/lib/load-programs.mjs`).
 *
 * @param load does the import
 * @param files of the program, below the base
 */
export async function loadProgram<Module>(
  load: () => Promise<Module>,
  files: readonly string[] = [],
): Promise<Module> {
  await Promise.all(files.map((file) => fetchProgram(publicAddress(file))));
  return load();
}

/**
 * Start a worker.
 *
 * @param address of its program
 * @throws in Japanese, naming the file, if that does not come
 */
export async function startProgram(address: string, name: string): Promise<Worker> {
  await fetchProgram(address);
  return new Worker(address, { type: 'module', name });
}
