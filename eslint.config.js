import css from '@eslint/css';
import js from '@eslint/js';
import html from '@html-eslint/eslint-plugin';
import globals from 'globals';

const assets = (extension) => [`**/Page/Assets/*.${extension}`, `samples/consumers/*.${extension}`];

// The local page and the samples have no build step: browsers get the files as they are.
export default [
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: assets('js'),
    languageOptions: { globals: globals.browser },
    rules: {
      ...js.configs.recommended.rules,
      'array-callback-return': 'error',
      'consistent-return': 'error',
      'eqeqeq': 'error',
      'no-promise-executor-return': 'error',
      'no-shadow': ['error', { builtinGlobals: false }],
      'no-var': 'error',
      'prefer-const': 'error',
      // A value written after an await may be out of date.
      'require-atomic-updates': 'error',
    },
  },
  {
    files: assets('css'),
    plugins: { css },
    language: 'css/css',
    rules: {
      ...css.configs.recommended.rules,
      // [hidden] must win over every display.
      'css/no-important': 'off',
      // The page works without these two; it only looks plainer or is laid out more slowly.
      'css/use-baseline': ['error', { available: 'newly', allowProperties: ['accent-color', 'content-visibility'] }],
    },
  },
  {
    files: assets('html'),
    plugins: { html },
    language: 'html/html',
    rules: {
      'html/no-duplicate-attrs': 'error',
      'html/no-duplicate-id': 'error',
      'html/no-obsolete-tags': 'error',
      'html/require-button-type': 'error',
      'html/require-img-alt': 'error',
      'html/require-lang': 'error',
      'html/require-title': 'error',
      'html/use-baseline': 'error',
    },
  },
];
