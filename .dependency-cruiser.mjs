/**
 * Which way imports run: downwards only, and never in a circle. Types count as much as values.
 *
 *   pages → components → session, lookups, notebook → training → models → nn → backends
 *
 * The facade `index.ts` is what a notebook's cell imports; of the library only the notebook knows it.
 * Beside them stand data, metrics, inspection, latent, storage and random.ts, which know nothing of
 * sessions and components.
 */

/** The layers of src/lib from the top, each below all before it. */
const layers = [['session', 'lookups', 'notebook'], ['training'], ['models'], ['nn'], ['backends']];
const within = (folders) => `^src/lib/(${folders.join('|')})/`;
const sessions = layers[0];

export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'library-knows-no-site',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^(src/(?!lib/)|content/|tools/|tests/)|node_modules/(astro|lit|uplot)/' },
    },
    {
      name: 'components-know-no-pages',
      severity: 'error',
      from: { path: '^src/components/' },
      to: { path: '^(src/pages/|tools/|tests/)' },
    },
    {
      name: 'components-leave-tfjs-to-workers',
      severity: 'error',
      from: { path: '^src/(components|pages)/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'only-sessions-know-sessions',
      severity: 'error',
      // The worker program is where the layers are put together.
      from: { path: '^src/lib/', pathNot: [within(sessions), '^src/lib/compute\\.worker\\.ts$'] },
      to: { path: within(sessions) },
    },
    {
      name: 'only-notebooks-know-the-facade',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/lib/notebook/' },
      to: { path: '^src/lib/index\\.ts$' },
    },
    {
      name: 'facade-knows-no-sessions',
      severity: 'error',
      from: { path: '^src/lib/index\\.ts$' },
      to: { path: within(sessions) },
    },
    ...layers.slice(1).map((folders, i) => ({
      name: `${folders[0]}-imports-downwards`,
      severity: 'error',
      from: { path: within(folders) },
      to: { path: within(layers.slice(0, i + 1).flat()) },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^src/lib/backends/wasm/assembly/', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'] },
  },
};
