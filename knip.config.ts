import type { KnipConfig } from 'knip';

/** What counts as used: all that a page, a task, a test or the bench reaches. */
export default {
  entry: [
    'content/**/*.mdx',
    // Cells of the notebook, which is put together of their texts.
    'content/notebook/code/*.ts',
    'tools/*.{mjs,ts}',
    'tests/{unit,golden}/**/*.test.ts',
    'tests/unit/backends/wasm/node-thread.mjs',
    'tests/bench/*.mjs',
    'tests/bench/page/{main,bench.worker}.ts',
    'tests/bench/ordinary/worker.js',
    'tests/browser/sandbox-page/main.ts',
    // Built by tools/build-notebook-runtime.mjs.
    'src/lib/notebook/bridge/{host,bridge}.ts',
    'src/lib/notebook/worker/{runtime,helper}.ts',
    // Bundled by tools/lib/service-worker.mjs.
    'src/service-worker.ts',
  ],
  project: ['{src,content,tools,tests,public}/**/*.{ts,mjs,js,astro,mdx}', '*.{ts,mjs}'],
  // AssemblyScript: TypeScript's syntax, but another language.
  ignore: ['src/lib/backends/wasm/assembly/**'],
  // Types may be given names that only the signatures beside them use.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Run as programs, or read as files, by tools/.
    '@astrojs/check',
    '@expo-google-fonts/biz-udpgothic',
    'assemblyscript',
    'dependency-cruiser',
    'mnist',
    // Astro's own, kept at one version.
    'shiki',
    // Parts of tfjs, named for their types.
    '@tensorflow/tfjs-backend-cpu',
    '@tensorflow/tfjs-backend-webgl',
  ],
  compilers: {
    // Of an article only the imports matter.
    mdx: (text: string) => [...text.matchAll(/^import[^;]+;/gm)].join('\n'),
  },
} satisfies KnipConfig;
