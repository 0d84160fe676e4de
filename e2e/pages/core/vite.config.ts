import { defineConfig } from 'vite'

/** One file that runs in every engine: the built packages as an app's bundler puts them together. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    target: ['chrome108', 'firefox101', 'safari15.4'],
    lib: { entry: 'page.ts', formats: ['iife'], name: '__page', fileName: () => 'core.js' },
  },
})
