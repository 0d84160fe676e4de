/** How each state is looked at. */

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }

const english = {
  question: 'Can I return a lamp that I have already mounted?',
  more: 'And could you add a second bulb?',
  other: 'Do you ship to Norway?',
}
const arabic = {
  question: 'هل يمكنني إرجاع مصباح ركّبته؟',
  more: 'وهل يمكنكم إضافة لمبة ثانية؟',
  other: 'هل تشحنون إلى النرويج؟',
}

const inEnglish = { lang: 'en', dir: 'ltr', words: english }
const inArabic = { lang: 'ar', dir: 'rtl', words: arabic }

export const VARIANTS = {
  'desktop-light': { ...inEnglish, context: desktop },
  'desktop-dark': { ...inEnglish, context: { ...desktop, colorScheme: 'dark' } },
  'phone-light': { ...inEnglish, context: phone },
  'phone-dark': { ...inEnglish, context: { ...phone, colorScheme: 'dark' } },
  'desktop-rtl': { ...inArabic, context: { ...desktop, locale: 'ar' } },
  'phone-rtl': { ...inArabic, context: { ...phone, locale: 'ar' } },
  'desktop-forced-colours': { ...inEnglish, context: { ...desktop, forcedColors: 'active' } },
  'phone-forced-colours': {
    ...inEnglish,
    context: { ...phone, colorScheme: 'dark', forcedColors: 'active' },
  },
}
