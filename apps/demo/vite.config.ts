import { readdirSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vite'
import { classicScripts } from './build/classic-scripts.ts'
import { helpPages } from './build/help-pages.ts'
import { shopLayout } from './build/shop-layout.ts'

/**
 * Every page of the shop as a file of its own, with relative addresses: the same build is served at
 * `/demo/` and at the root of an origin of its own. Placeholders such as `{{porchlight.origin}}` are
 * left for the server, which knows the answers.
 */

const root = import.meta.dirname
const pages = readdirSync(root).filter((name) => name.endsWith('.html'))
const help = helpPages(path.join(root, 'help'))

export default defineConfig({
  root,
  base: './',
  plugins: [
    help.plugin,
    shopLayout(root),
    classicScripts({ network: 'src/network/network.ts', shop: 'src/shop.ts' }),
  ],
  build: {
    // One style sheet for all pages, so that a visitor fetches it once.
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        ...pages.map((name) => path.join(root, name)),
        ...help.pages.map((name) => path.join(root, name)),
      ],
    },
  },
})
