/**
 * A Vite plugin for tfjs's multi-threaded WebAssembly program, which starts its threads from its own
 * text (`Function.prototype.toString`), where names from around the function do not exist. It guards
 * the only such name with `typeof`; a minifier that sees its declaration drops that guard, and every
 * thread dies of a ReferenceError (tfjs issues 4107 and 4539). As a property of the global object the
 * name may be missing. It only serves to find the binary, whose address we give.
 *
 * @returns {import('vite').Plugin}
 */
export function tfjsThreads() {
  return {
    name: 'tfjs-threads',
    enforce: 'pre',
    transform: {
      filter: { id: /tfjs-backend-wasm-threaded-simd\.js/ },
      handler(code) {
        const [declaration, ...others] = code.match(/^.*\b_scriptDir = .*$/gm) ?? [];
        if (!declaration) throw new Error('tfjs-threads: expected a declaration of "_scriptDir"');
        const body = [declaration, ...others].reduce((rest, line) => rest.replace(line, ''), code);
        return { code: body.replaceAll(/\b_scriptDir\b/g, 'globalThis._scriptDir'), map: null };
      },
    },
  };
}
