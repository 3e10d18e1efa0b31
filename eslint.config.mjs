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
    files: ['tests/**', 'tools/**'],
    rules: { 'no-console': 'off', 'max-lines-per-function': 'off' },
  },
);
