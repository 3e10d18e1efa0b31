/** Scripts that are made of texts, here where nothing can be loaded. */

type AddressOf = (code: string) => string;

const blobOf: AddressOf = (code) =>
  URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));

let scripts = 0;

/** The address is the text itself, and a number that makes it a new script each time. */
const dataOf: AddressOf = (code) => {
  scripts += 1;
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(`${code}\n//${scripts}`)}`;
};

let addressOf: AddressOf = blobOf;

/**
 * Find out how modules can be made of texts. WebKit loads no `blob:` of an opaque origin on pages that are
 * isolated from other origins, but a `data:`.
 *
 * @throws if there is no way
 */
export async function chooseScriptAddress(): Promise<void> {
  const code = 'export default 0';
  const isBlobLoaded = await importModule(blobOf(code)).then(
    () => true,
    () => false,
  );
  addressOf = isBlobLoaded ? blobOf : dataOf;
  if (!isBlobLoaded) await importModule(dataOf(code));
}

/** Of a new script with this text. */
export function scriptAddress(code: string): string {
  return addressOf(code);
}

/** By the loader of a `data:` worker where there is one (`bridge/bridge.ts`), whose address is short. */
export function importModule(address: string): Promise<unknown> {
  const { importScript } = self as { importScript?: (address: string) => Promise<unknown> };
  return importScript?.(address) ?? import(/* @vite-ignore */ address);
}
