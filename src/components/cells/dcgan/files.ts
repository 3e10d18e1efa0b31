const weightsName = /\.(zip|json|bin)$/i;

/** Whether files dropped on the cell are meant as saved weights rather than as images: by name. */
export function areWeights(files: readonly { readonly name: string }[]): boolean {
  return files.some(({ name }) => weightsName.test(name));
}
