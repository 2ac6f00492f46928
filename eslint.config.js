// @ts-check
import next from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

/** @type {import('eslint').Linter.Config[]} */
const config = [
  { ignores: ['.next/**', '.data/**', 'lib/db/generated/**', 'next-env.d.ts', 'node_modules/**', 'test-results/**'] },
  ...next,
  ...nextTypescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // It warns of what React's compiler would skip; the compiler is not used here.
      'react-hooks/incompatible-library': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      // It speaks of the React Compiler, which this build does not use.
      'react-hooks/incompatible-library': 'off',
    },
  },
  // Test files have no React hooks: there, `use…` is a fixture.
  { files: ['**/*.test.ts', 'e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
];

export default config;
