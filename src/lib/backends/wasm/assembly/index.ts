/** What the compiled binaries export; `../native.ts` describes the same to TypeScript. */
export { adam } from './adam';
