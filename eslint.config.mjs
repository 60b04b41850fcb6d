import tseslint from 'typescript-eslint';

const bannedSyntax = [
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: '`as unknown as` hides a wrong type: narrow the value, or mend the type.',
  },
];

const bannedDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Only the oclif commands of src/commands export a default: name what you export.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'fixtures/', 'docs/', 'coverage/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', '*.config.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowAny: false,
          allowBoolean: true,
          allowNever: true,
          allowNullish: false,
          allowNumber: true,
          allowRegExp: false,
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...bannedSyntax, bannedDefaultExport],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'max-lines': ['error', 200] } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/{commands,sources,proxy,lab}/**'],
    rules: { 'no-restricted-globals': ['error', 'process', 'console', 'fetch', 'setTimeout', 'setInterval'] },
  },
  {
    files: ['src/commands/**/*.ts', '*.config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] },
  },
  {
    files: ['bin/**/*.js', 'test/**/*.mjs', '*.config.mjs'],
    extends: [tseslint.configs.base],
    rules: { eqeqeq: ['error', 'always'], 'no-unused-vars': 'error' },
  },
);
