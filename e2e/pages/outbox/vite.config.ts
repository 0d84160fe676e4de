import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** One page with the built core and all its rivals, each as an app's bundler takes it. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  // What PouchDB leaves to the bundler.
  resolve: { alias: { events: fileURLToPath(import.meta.resolve('events/events.js')) } },
  build: {
    outDir: 'dist',
    modulePreload: false,
    chunkSizeWarningLimit: 2_000,
    target: 'chrome120',
    lib: { entry: 'page.mjs', formats: ['iife'], name: '__bench', fileName: () => 'page.js' },
  },
})
