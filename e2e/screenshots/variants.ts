/** How each state is looked at. */
import type { Host } from '../a11y/hosts.ts'

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }

/** The shop's own colours follow the scheme too. */
const head = '<meta name="color-scheme" content="light dark">'
const inArabic = { head, html: 'lang="ar" dir="rtl"' }

export const VARIANTS: readonly Host[] = [
  { name: 'desktop-light', page: { head }, browser: desktop },
  { name: 'desktop-dark', page: { head }, browser: { ...desktop, colorScheme: 'dark' } },
  { name: 'desktop-rtl', page: inArabic, browser: { ...desktop, locale: 'ar' } },
  {
    name: 'desktop-forced-colours',
    page: { head },
    browser: { ...desktop, forcedColors: 'active' },
  },
  { name: 'phone-light', page: { head }, browser: phone },
  { name: 'phone-dark', page: { head }, browser: { ...phone, colorScheme: 'dark' } },
  { name: 'phone-rtl', page: inArabic, browser: { ...phone, locale: 'ar' } },
  {
    name: 'phone-forced-colours',
    page: { head },
    browser: { ...phone, colorScheme: 'dark', forcedColors: 'active' },
  },
]
