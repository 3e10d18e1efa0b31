import { fileURLToPath } from 'node:url';

const helper = fileURLToPath(new URL('../../src/lib/load-program.ts', import.meta.url));

/**
 * A plugin of Vite that puts `src/lib/load-program.ts` around every `import()` of a page, where Vite
 * would put a helper that only hints at the files to come.
 */
export function loadPrograms() {
  return {
    name: 'load-programs',
    apply: 'build',
    configResolved({ environments }) {
      const { build } = environments.client;
      // Vite names the files only of programs that consist of several.
      const resolveDependencies = (file, files) => (files.length > 0 ? files : [file]);
      build.modulePreload = { ...build.modulePreload, resolveDependencies };
    },
    transform: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => ({
        code: `export { loadProgram as __vitePreload } from ${JSON.stringify(helper)};`,
        map: null,
      }),
    },
  };
}
