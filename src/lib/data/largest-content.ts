/** Bytes that a file or an archive may unpack to: more than any browser's page can well hold. */
export const largestContent = 2 ** 30;

/** @throws (Japanese, naming it) if a file is larger than that as it is, before it is read */
export function refuseLarge(files: readonly File[]): void {
  const large = files.find(({ size }) => size > largestContent);
  if (!large) return;
  throw new Error(
    `「${large.name}」は1GBを超えるので、読めません（${large.size}バイト）。ファイルを確かめて、選び直してください。`,
  );
}

/** What is said of one that unpacks to more. */
export function tooLarge(name: string): Error {
  const error = new Error(
    `「${name}」を展開すると1GBを超えるので、読めません。小さく分けて選んでください。`,
  );
  error.name = 'TooLarge';
  return error;
}
