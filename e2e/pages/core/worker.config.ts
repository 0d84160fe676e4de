import { defineConfig } from 'vite'

/** A file of its own: a worker has no page to fetch the rest of it for. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    target: ['chrome108'],
    lib: { entry: 'worker.ts', formats: ['iife'], name: '__worker', fileName: () => 'worker.js' },
  },
})
