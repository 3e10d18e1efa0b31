/**
 * Which way imports run: downwards only, and never in a circle. Types count as much as values.
 *
 *   pages → components → session, lookups → training → models → nn → backends
 *
 * Beside them stand data, metrics, inspection, latent, storage and random.ts, which know nothing of
 * sessions and components.
 */

/**
 * What breaks the rules today. Entries only leave these lists, and the lists go with the last one.
 */
const exceptions = {
  /** Modules of src/lib that import upwards. */
  upwards: [
    'backends/(activate|choose)',
    'backends/cpu/(activation-loops|kernels/mlp-layers)',
    'data/image-grid',
    'models/dcgan-variants',
    'storage/(archive|keep)(\\.worker)?',
    'storage/(kept-generator|layers-model-json|layers-model-zip|quantised-weights)',
    'training/(dcgan-trainer|losses|saved-networks)',
  ].map((path) => `^src/lib/${path}\\.ts$`),
  /** Modules of a circle. */
  inCircles: [
    'lib/runtime/(quality-watch|training-run)',
    'components/cells/average-pooling/(opening|state|stored-reading)',
    'components/cells/dcgan/(files-panel|sharing|state|view)',
    'components/cells/fool-discriminator/(opening|state|stored-hearing)',
    'components/cells/latent-space/(source|view)',
  ].map((path) => `^src/${path}\\.ts$`),
  /** Folders of a circle. */
  foldersInCircles: [
    'backends/wasm/(kernels|products)',
    'backends|data|inspection|latent|metrics|models|runtime|storage|training',
  ].map((path) => `^src/lib/(${path})$`),
};

/** The layers of src/lib from the top, each below all before it. */
const layers = [
  // `runtime` is what `session` and `lookups` are to take the place of, `ops` what `nn` is.
  ['session', 'lookups', 'runtime'],
  ['training'],
  ['models'],
  ['nn', 'ops'],
  ['backends'],
];
const within = (folders) => `^src/lib/(${folders.join('|')})/`;
const sessions = layers[0];

export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: exceptions.inCircles },
      to: { circular: true },
    },
    {
      name: 'no-circles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/', pathNot: exceptions.foldersInCircles },
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
      from: { path: '^src/lib/', pathNot: [within(sessions), ...exceptions.upwards] },
      to: { path: within(sessions) },
    },
    ...layers.slice(1).map((folders, i) => ({
      name: `${folders[0]}-imports-downwards`,
      severity: 'error',
      from: { path: within(folders), pathNot: exceptions.upwards },
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
