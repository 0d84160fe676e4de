/** Addresses that are not what they look like: links are decided on what the browser would follow. */
import type { MessageCase } from './message-case.ts'

const NONE: NonNullable<MessageCase['links']> = []

/** A scheme that runs or leaves the web is shown as text, and leads nowhere. */
function refused(title: string, address: string, shows = 'open'): MessageCase {
  return { title, content: `[open](${address})`, shows, links: NONE }
}

export const URL_CASES: readonly MessageCase[] = [
  refused('[RU-001] a script', `javascript:trap('plain')`, `open (javascript:trap('plain'))`),
  refused('a script in mixed case', `JaVaScRiPt:trap('case')`),
  refused('a script with a tab in its scheme', `java\tscript:trap('tab')`),
  refused('[RU-004] a script behind control characters', `\u0001\u001fjavascript:trap('control')`),
  refused('a script behind a zero-width space', `\u200bjavascript:trap('zero')`),
  refused('[RU-006] a script with its colon in percent signs', `javascript%3Atrap('percent')`),
  refused('a script with its colon as an entity', `javascript&colon;trap('entity')`),
  refused('a script behind another scheme', `view-source:javascript:trap('view')`),
  refused('a document in an address', `data:text/html,<script>trap('data')</script>`),
  refused('an old script', `vbscript:trap('vb')`),
  refused('a file', 'file:///etc/passwd'),
  refused('an app of the phone', 'intent://scan/#Intent;scheme=zxing;end'),
  refused('a user name in the place of the host', 'https://bank.example@{host}/'),
  refused('[RU-010] a slash and a backslash', '/\\{host}/a'),
  refused('[RU-011] two slashes', '//{host}/a'),
  refused('[RU-011] two backslashes', '\\\\{host}/a'),
  refused("[RU-021] a place of the page's own router", '#/orders/delete'),
  refused("[RU-021] a name of the page's own prototypes", '#__proto__'),
  refused("an action of the page's own site", '/admin?delete=all'),
  refused('a question to the page itself', '?sign-out=1'),
  refused('[RU-019] a code that a phone carries out', 'tel:*%2306%23'),
  refused('more recipients than one', 'mailto:a@shop.example,b@shop.example'),
  refused('another protocol', 'sms:+4912345?body=yes'),
  {
    title: '[RU-011] one slash after the scheme',
    content: '[open](http:/{host}/a)',
    shows: 'open ({host})',
    links: [['open', 'http://{host}/a']],
  },
  {
    title: 'a line break in the host',
    content: '[open](https://shop.exa\nmple/a)',
    shows: '[open](https://shop.exa mple/a)',
  },
  {
    title: '[RU-016] letters that look like others',
    content: '[pay](https://\u0440\u0430\u0443.example/)',
    shows: 'pay (xn--80a5ak.example)',
    links: [['pay', 'https://xn--80a5ak.example/']],
  },
  {
    title: 'a label that names another host',
    content: '[https://bank.example](https://shop.example/login)',
    shows: 'https://bank.example (shop.example)',
    links: [['https://bank.example', 'https://shop.example/login']],
  },
  {
    title: '[RU-019] a letter with a subject, a text and a copy',
    content: '[write](mailto:a@shop.example?bcc=all@shop.example&body=x%0D%0ABcc:y@shop.example)',
    shows: 'write',
    links: [['write', 'mailto:a@shop.example']],
  },
  {
    title: 'quotes in a bare address',
    content: `https://shop.example/"onmouseover="trap('quotes')`,
    shows: 'https://shop.example/',
  },
  {
    title: 'a bare script',
    content: `<javascript:trap('angle')> javascript:trap('bare')`,
    links: NONE,
  },
  {
    title: 'an address that turns the reading direction',
    content: '[open](https://shop.example/\u202egnp.exe)',
    shows: 'open (shop.example)',
    links: [['open', 'https://shop.example/%E2%80%AEgnp.exe']],
  },
  {
    title: '[RU-020] an address that is longer than any',
    content: `[open](https://shop.example/${'a'.repeat(2_100)})`,
    shows: 'https://shop.example/aaa',
    links: NONE,
  },
  {
    title: '[RU-005] an anchor in markup',
    content: `<a href='\u2028javascript:trap("anchor")'>ok</a>`,
    links: NONE,
  },
]
