/** How much the compiler's tests try, and on which files. */
import { globSync } from 'node:fs';

/** Cases of a property; `NOTEBOOK_CASES` sets another number for a longer search. */
export function cases(usual: number): number {
  return Number(process.env['NOTEBOOK_CASES'] ?? usual);
}

/**
 * All TypeScript of the library and a part of the rest, or of all in a longer search. AssemblyScript
 * is another language.
 */
export function sourceFiles(): string[] {
  const files = globSync('{src,tests,tools,content}/**/*.ts').sort();
  const whole = process.env['NOTEBOOK_CASES'] !== undefined;
  return files.filter(
    (file, i) =>
      !file.includes('assembly') && (whole || file.startsWith('src/lib/') || i % 12 === 0),
  );
}
