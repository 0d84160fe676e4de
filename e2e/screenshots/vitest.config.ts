import { defineConfig } from 'vitest/config'

/** Pictures for eyes: `npm run screenshots`. No part of the tests. */
export default defineConfig({
  test: {
    name: 'screenshots',
    include: ['states.photos.ts'],
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
