/** A file that the reader chose, of any name. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** The names of files, for a message. */
export function quotedNames(files: readonly { readonly name: string }[]): string {
  return files.map(({ name }) => `「${name}」`).join('、');
}
