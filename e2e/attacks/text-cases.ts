/** Text that wants more room, time or order than text may have. */
import type { MessageCase } from './message-case.ts'

export const TEXT_CASES: readonly MessageCase[] = [
  { title: '[RT-003] a word that is longer than the panel', content: 'W'.repeat(4_900) },
  {
    title: 'an address that is longer than the panel',
    content: `https://shop.example/${'a-'.repeat(900)}b`,
  },
  {
    title: 'code that is longer than the panel',
    content: `\`\`\`\n${'x'.repeat(900)}\n\`\`\``,
    shows: 'xxx',
  },
  { title: '[RT-005] marks that never close', content: '*_~`[('.repeat(800), shows: '*_~[(*_~[(' },
  { title: '[RT-006] quotes in quotes', content: `${'> '.repeat(2_000)}deep`, shows: 'deep' },
  {
    title: 'lists in lists',
    content: Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- deep`).join('\n'),
    shows: 'deep',
  },
  { title: 'a language that is written the other way', content: 'مرحبا، كيف حالك؟ OK 12' },
  { title: 'a text that turns round', content: 'Pay \u202e0001\u202c euros' },
  { title: 'an emoji of many parts', content: '👩🏽‍🚀🏳️‍🌈👨‍👩‍👧‍👦 done' },
  { title: 'marks upon marks', content: `Z${'\u0337\u0311'.repeat(200)}algo`, shows: 'algo' },
]
