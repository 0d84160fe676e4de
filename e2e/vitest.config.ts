import { defineConfig } from 'vitest/config'

/** Journeys in a real browser against built files and a real server process. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['{fixtures,specs,faults,attacks,a11y}/**/*.test.ts'],
    // Two cores: a server, a browser and a suite each want one of their own.
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
