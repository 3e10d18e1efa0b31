/** The site's files as programs ask for them: one that does not come as it should is named to the reader. */

/** The file is not on the server, as after a new version of the site. The message is for the reader. */
class FileGone extends Error {
  override readonly name = 'FileGone';
}

/** Whether trying again cannot help, but loading the page anew may. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Error && error.name === 'FileGone';
}

/** Address of a file of `public/`: `generated/mnist-10k.bin.gz`. */
export function publicAddress(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}

/** Gives the bytes of a file of `public/`; `what` is what it is to the reader. Throws in Japanese. */
export type ReadPublicFile = (path: string, what: string) => Promise<ArrayBuffer>;

let read: ReadPublicFile = (path, what) => fetchAsset(publicAddress(path), what);

/** Have files of `public/` come another way: where a program may not ask the network, as in a sandbox. */
export function readPublicFilesBy(other: ReadPublicFile): void {
  read = other;
}

/**
 * A file of `public/`.
 *
 * @throws in Japanese, naming the file, if it cannot be had
 */
export const readPublicFile: ReadPublicFile = (path, what) => read(path, what);

/**
 * The bytes of one of the site's files, none of which is a web page.
 *
 * @param what it is to the reader
 * @throws in Japanese, naming the file, if it cannot be had or something else comes in its place
 */
export async function fetchAsset(address: string, what = 'ファイル'): Promise<ArrayBuffer> {
  const name = `${what}（${endOf(address)}）`;
  const found = await fetchBytes(address, name, 'default');
  if (!isSomethingElse(found)) return found;
  // The browser may have kept the page of a login under the file's address.
  const again = await fetchBytes(address, name, 'reload');
  if (!isSomethingElse(again)) return again;
  throw new Error(
    `${name}の代わりに別のものが届きました。Wi-Fiのログイン画面やフィルターが間に入っていないか確かめて、もう一度試してください。`,
  );
}

const fetched = new Map<string, Promise<unknown>>();

/**
 * Have a program's file come before the browser is told to run it: browsers remember a module that did
 * not come, and say nothing of why. What has come once is not asked for again.
 *
 * @throws as {@link fetchAsset} does
 */
export async function fetchProgram(address: string): Promise<void> {
  const coming = fetched.get(address) ?? fetchAsset(address, 'プログラム');
  fetched.set(address, coming);
  try {
    await coming;
    // Its bytes are the browser's to keep.
    fetched.set(address, Promise.resolve());
  } catch (error) {
    fetched.delete(address);
    throw error;
  }
}

async function fetchBytes(
  address: string,
  name: string,
  cache: RequestCache,
): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(address, { cache });
    if (response.ok) return await response.arrayBuffer();
  } catch (error) {
    throw new Error(`${name}を読み込めませんでした。接続を確かめて、もう一度試してください。`, {
      cause: error,
    });
  }
  const { status } = response;
  if (status === 404 || status === 410) {
    throw new FileGone(
      `${name}が見つかりませんでした（HTTP ${status}）。サイトが新しくなったようです。ページを再読み込みしてください。`,
    );
  }
  throw new Error(
    `${name}を読み込めませんでした（HTTP ${status}）。少し待って、もう一度試してください。`,
  );
}

/** Nothing, or a web page: it begins with `<`, after a byte order mark or blanks perhaps. */
function isSomethingElse(bytes: ArrayBuffer): boolean {
  const start = new TextDecoder().decode(bytes.slice(0, 256)).trimStart();
  return start === '' || start.startsWith('<');
}

/** As the reader may pass it on: `generator/model.json`. */
function endOf(address: string): string {
  return address.split('/').slice(-2).join('/');
}
