import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import { remarkHeadingId } from 'remark-custom-heading-id';
import remarkMath from 'remark-math';
import { contentPolicy } from './tools/lib/content-policy.mjs';
import { loadPrograms } from './tools/lib/load-programs.mjs';
import { serviceWorker } from './tools/lib/service-worker.mjs';
import { slimParser } from './tools/lib/slim-parser.mjs';
import { splitModules } from './tools/lib/split-modules.mjs';
import { siteBase } from './tools/lib/site-base.mjs';
import { tfjsThreads } from './tools/lib/tfjs-threads.mjs';
import { workerEntries } from './tools/lib/worker-entries.mjs';
import { woff2Only } from './tools/lib/woff2-only.mjs';
import { codeThemes } from './src/components/notebook/code-themes.mjs';
import { rehypeFigures } from './src/components/notebook/rehype-figures.mjs';
import { rehypeInlineMath } from './src/components/notebook/rehype-inline-math.mjs';
import { rehypeSections } from './src/components/notebook/rehype-sections.mjs';
import { rehypeSiteLinks } from './src/components/notebook/rehype-site-links.mjs';
import { rehypeUntranslated } from './src/components/notebook/rehype-untranslated.mjs';

/**
 * Threads in WebAssembly need SharedArrayBuffer, which browsers give only to cross-origin
 * isolated pages. `public/_headers` says the same to hosts that read it, and
 * the service worker (`src/service-worker.ts`) adds the headers where the host cannot.
 */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Astro marks its modules with a directive that Rolldown does not know; timings are no fault. */
const expected = ['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS'];

export default defineConfig({
  // A host that serves the site under a sub-path builds with `SITE_BASE=/path npm run build`.
  base: siteBase(),
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'always' },
  server: { headers: isolationHeaders },
  integrations: [mdx(), contentPolicy(), serviceWorker()],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath, remarkHeadingId],
      rehypePlugins: [
        rehypeKatex,
        rehypeInlineMath,
        rehypeUntranslated,
        [rehypeSiteLinks, siteBase()],
        rehypeFigures,
        rehypeSections,
      ],
    }),
    shikiConfig: codeThemes,
  },
  vite: {
    css: { postcss: { plugins: [woff2Only()] } },
    worker: { format: 'es', plugins: () => [tfjsThreads(), workerEntries()] },
    plugins: [loadPrograms(), slimParser(), splitModules()],
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        onLog: (level, log, report) => {
          if (!expected.includes(log.code ?? '')) report(level, log);
        },
      },
    },
  },
});
