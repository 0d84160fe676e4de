import { defineConfig } from 'vite'

/**
 * The page is served below `/inbox/` under a policy without inline code: addresses are relative,
 * nothing becomes a data URL, and no helper of the bundler is written into the page.
 */
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
  },
})
