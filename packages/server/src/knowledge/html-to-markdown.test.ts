import { expect, it } from 'vitest'
import { htmlToMarkdown } from './html-to-markdown.ts'

const markdownOf = (html: string): string => htmlToMarkdown(html).markdown

it('[SV172] keeps what is read: headings, paragraphs, items, lines of code', () => {
  const html = `<!doctype html><html lang="en-GB"><head><title>Help: returns</title><style>p {}</style></head>
    <body><nav>Menu</nav><main><h1>Returns</h1><p>Send it <a href="https://a.test">back</a>.<br>Soon.</p>
    <h2>How <em>long</em>?</h2><ul><li>30 days<li>or less</ul><pre>a  &lt; b
  c</pre></main><footer>Imprint</footer></body></html>`
  expect(htmlToMarkdown(html)).toEqual({
    title: 'Help: returns',
    language: 'en-GB',
    errors: 0,
    markdown: [
      '# Returns',
      'Send it back.\nSoon.',
      '## How long?',
      '- 30 days',
      '- or less',
      '```\na  < b\n  c\n```',
    ].join('\n\n'),
  })
})

it('[SV172] leaves out what is not read', () => {
  const html = `<p>a</p><script>b</script><style>c</style><template>d</template><p hidden>e</p>
    <div aria-hidden="true">f</div><svg><text>g</text></svg><img alt="h" src="//x"><noscript>i</noscript>`
  expect(markdownOf(html)).toBe('a')
})

it('[SV172] makes no markdown of what is text', () => {
  expect(markdownOf('<p>![x](https://sink.test) &lt;img&gt; `a`</p><p># no</p><p>1. no</p>')).toBe(
    [
      String.raw`!\[x\](https://sink.test) \<img\> \`a\``,
      String.raw`\# no`,
      String.raw`1\. no`,
    ].join('\n\n'),
  )
})

it('[SV172] reads what is nested without end', () => {
  expect(markdownOf(`${'<div>'.repeat(20_000)}deep`)).toBe('deep')
})

it('[SV172] reads a page of more elements than a call takes arguments', () => {
  expect(markdownOf(`<main>a${'<br>'.repeat(200_000)}b</main>`)).toMatch(/^a\n+b$/)
  expect(markdownOf(`<pre>${'`\n'.repeat(200_000)}</pre>`).slice(0, 6)).toBe('```\n`\n')
})
