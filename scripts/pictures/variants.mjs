/** How the chosen states are looked at. */

const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }

const english = {
  question: 'Can I return a lamp that I have already mounted?',
  more: 'And could you add a second bulb?',
}
const arabic = {
  question: 'هل يمكنني إرجاع مصباح ركّبته؟',
  more: 'وهل يمكنكم إضافة لمبة ثانية؟',
}

const inEnglish = { lang: 'en', dir: 'ltr', words: english }
const inArabic = { lang: 'ar', dir: 'rtl', words: arabic }

export const VARIANTS = {
  'phone-light': { ...inEnglish, context: phone },
  'phone-dark': { ...inEnglish, context: { ...phone, colorScheme: 'dark' } },
  'phone-rtl': { ...inArabic, context: { ...phone, locale: 'ar' } },
}
