import { defineConfig } from 'vitest/config';

const isCi = process.env.CI !== undefined && process.env.CI !== '';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/tools/globalSetup.mjs'],
    reporters: isCi ? ['default', './test/tools/ciReporter.mjs'] : ['default'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
