/** The text of `backends/wasm/pool.worker.ts`, compiled; `tools/build-notebook-runtime.mjs` gives it. */
declare module 'virtual:pool-worker' {
  const program: string;
  export default program;
}
