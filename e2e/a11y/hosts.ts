/** The pages on which every state is looked at: each is another world for eyes, hands and style. */
import type { BrowserContextOptions } from 'playwright-core'
import type { SitePage } from '../fixtures/site.ts'

export interface Host {
  readonly name: string
  readonly page: SitePage
  readonly browser: BrowserContextOptions
}

const SCREEN = { width: 1280, height: 800 }

export const HOSTS: readonly Host[] = [
  { name: 'a quiet page', page: {}, browser: { viewport: SCREEN } },
  {
    name: 'a page whose style wants everything',
    page: {
      head: `<style>
        * { all: unset !important; color: #eee !important; font: 9px/1 cursive !important }
        html { font-size: 40px; letter-spacing: 9px; text-transform: uppercase; text-align: right }
        button { opacity: .2 !important; outline: 0 !important }
        :focus { outline: none !important; box-shadow: none !important }
      </style>`,
    },
    browser: { viewport: SCREEN },
  },
  {
    name: 'a dark page that is read from the right',
    page: { html: 'lang="ar" dir="rtl"', head: '<style>html { background: #111 }</style>' },
    browser: { viewport: SCREEN, colorScheme: 'dark' },
  },
  {
    name: 'a page in forced colours',
    page: {},
    browser: { viewport: SCREEN, forcedColors: 'active' },
  },
  {
    name: 'a phone',
    page: {},
    browser: { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true },
  },
  {
    // 1280 by 1024 at 400 %.
    name: 'a page at four times its size',
    page: {},
    browser: { viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' },
  },
]
