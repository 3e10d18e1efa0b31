/** Bytes that a file or an archive may unpack to: more than any browser's page can well hold. */
export const largestContent = 2 ** 30;

/** What is said of one that unpacks to more. */
export function tooLarge(name: string): Error {
  const error = new Error(
    `「${name}」を展開すると1GBを超えるので、読めません。小さく分けて選んでください。`,
  );
  error.name = 'TooLarge';
  return error;
}
