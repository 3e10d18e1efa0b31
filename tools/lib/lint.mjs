import { run } from './steps.mjs';

/** What can be told of the sources by reading them; each program fails at the first warning. */
export function lint() {
  run('eslint', ['--max-warnings=0', '--cache', '--cache-location=.cache/eslint', '.']);
  // Which way imports run, see .dependency-cruiser.mjs.
  run('depcruise', ['src', 'content', 'tools', 'tests']);
  // Files, exports and packages that nobody uses, see knip.config.ts.
  run('knip', ['--no-progress', '--treat-config-hints-as-errors']);
}
