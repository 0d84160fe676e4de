import { defineConfig } from 'vite'

/** Each rival as an app's bundler takes it: an entry of its own, and what that loads later. */
const names = ['posthog', 'deep-chat', 'typebot', 'flowise', 'n8n']

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist',
    modulePreload: false,
    chunkSizeWarningLimit: 4_000,
    target: 'chrome120',
    rolldownOptions: {
      input: Object.fromEntries(names.map((name) => [name, `contenders/${name}.mjs`])),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
})
