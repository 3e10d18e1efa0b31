/** The site's pages in the order in which they are read, and their addresses. */
import { getCollection } from 'astro:content';

export interface SitePage {
  /** Address below the site's base, without a leading slash: '' is the cover, `'theory/'` a chapter. */
  readonly path: string;
  readonly title: string;
}

const questions: SitePage = { path: 'faq/', title: 'よくある疑問' };
const references: SitePage = { path: 'references/', title: '参考文献' };
const papersPath = 'papers/';

/** The address of a page as a link on any page: the site may live below a base. */
export function href(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}

/** The chapters and the references: what the header links to. */
export async function chapters(): Promise<SitePage[]> {
  return [...(await articleChapters()), references];
}

/** Every page, the cover first; the papers follow 論文紹介, which introduces them. */
async function readingOrder(): Promise<SitePage[]> {
  const papers = await getCollection('papers');
  papers.sort((a, b) => a.data.order - b.data.order);
  const paperPages = papers.map(({ id, data }) => ({
    path: `${papersPath}${id}/`,
    title: data.title,
  }));
  const pages = [...(await articleChapters()), questions, references];
  return [
    { path: '', title: '表紙' },
    ...pages.flatMap((page) => (page.path === papersPath ? [page, ...paperPages] : [page])),
  ];
}

/** What is read before and after a page; nothing for a page outside the order, such as 404. */
export async function neighbours(
  path: string,
): Promise<{ previous?: SitePage | undefined; next?: SitePage | undefined }> {
  const pages = await readingOrder();
  const index = pages.findIndex((page) => page.path === path);
  return index < 0 ? {} : { previous: pages[index - 1], next: pages[index + 1] };
}

async function articleChapters(): Promise<SitePage[]> {
  const entries = await getCollection('chapters', ({ id }) => id !== 'cover');
  entries.sort((a, b) => a.data.order - b.data.order);
  return entries.map(({ id, data }) => ({ path: `${id}/`, title: data.title }));
}
