import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.astro/',
      '.cache/',
      '**/generated/',
      // AssemblyScript: TypeScript's syntax, but another language.
      'src/lib/backends/wasm/assembly/',
    ],
  },
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  astro.configs.recommended,
  lit.configs['flat/recommended'],
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    // The tag is a cell's name, which lit's static templates take in its place.
    files: ['src/components/notebook/Cell.astro'],
    rules: { 'lit/binding-positions': 'off', 'lit/no-invalid-html': 'off' },
  },
  {
    // One writer of the phase, one reducer: each is read as a whole.
    files: ['**/cells/kit/{controller,state,controller.test}.ts'],
    rules: { 'max-lines': ['error', { max: 420, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['tests/**', 'tools/**'],
    rules: { 'no-console': 'off', 'max-lines-per-function': 'off' },
  },
);
