/**
 * The moment that a cell opens with, from its JSON file: fetched as data where there is a page, so that
 * it is no part of the scripts; imported where the cell is rendered to HTML, and in tests.
 *
 * @param url the file's address
 * @param importFile imports the file; never called in a page
 * @throws in Japanese if the file cannot be had
 */
export async function loadOpening<Opening>(
  url: string,
  importFile: () => Promise<{ readonly default: Opening }>,
): Promise<Opening> {
  if (import.meta.env.SSR) return (await importFile()).default;
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(
      `セルのはじめの状態を読み込めませんでした（${url}：HTTP ${response.status}）。`,
    );
  }
  return (await response.json()) as Opening;
}
