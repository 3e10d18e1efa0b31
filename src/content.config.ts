import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';

const page = {
  /** The page's h1. */
  title: z.string(),
  /** One or two sentences: the lead below the title, and what search engines show. */
  description: z.string(),
  /** Position among its siblings, from 0. */
  order: z.number().int().nonnegative(),
};

export const collections = {
  /** The cover and the chapters: `content/<id>.mdx` is the page `/<id>/`. */
  chapters: defineCollection({
    loader: glob({ base: './content', pattern: '*.mdx' }),
    schema: z.object(page),
  }),
  /** The papers of 論文紹介: `content/papers/<id>.mdx` is the page `/papers/<id>/`. */
  papers: defineCollection({
    loader: glob({ base: './content/papers', pattern: '*.mdx' }),
    schema: z.object({
      ...page,
      authors: z.string(),
      year: z.number().int(),
      arxiv: z.string().regex(/^\d{4}\.\d{4,5}$/),
    }),
  }),
};
