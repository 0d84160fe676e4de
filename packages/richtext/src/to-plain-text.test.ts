import { expect, it } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import { toPlainText } from './to-plain-text.ts'

it('says a message without its form', () => {
  const source = [
    '# Title',
    'Some **strong *and* `code`**,',
    'see [the guide](https://x.test/).',
    '',
    '3. three',
    '   - inner',
    '4. four',
    '---',
    '> quoted ~~not~~ ![a cat](https://x.test/c.png)![](https://x.test/)',
    '- [x] done',
    '- [ ] open',
    '',
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    '```js',
    'let x',
    '```',
  ].join('\n')
  expect(toPlainText(parseMarkdown(source))).toBe(
    [
      'Title',
      'Some strong and code,',
      'see the guide.',
      '3. three',
      '• inner',
      '4. four',
      'quoted not a catx.test',
      '☑ done',
      '☐ open',
      'a | b',
      '1 | 2',
      'let x',
    ].join('\n'),
  )
})

it('says nothing for nothing', () => {
  expect(toPlainText(parseMarkdown(' \n\n'))).toBe('')
})
