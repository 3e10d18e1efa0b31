/**
 * A Vite plugin for workers: nothing else imports from a worker's first file. WebKit runs that file a
 * second time for whoever does, and every message is then heard twice; Vite lets Rolldown put there
 * what other files share.
 *
 * @returns {import('vite').Plugin}
 */
export function workerEntries() {
  return {
    name: 'worker-entries',
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
      for (const { fileName, imports, dynamicImports } of chunks) {
        const entry = entries.find((name) => [...imports, ...dynamicImports].includes(name));
        if (entry) this.error(`${fileName} imports from the worker's first file ${entry}`);
      }
    },
  };
}
