import { parseMarkdown } from '@porchlight/richtext'
import { render } from 'preact'
import { afterEach, expect, it } from 'vitest'
import { MarkupTree } from './MarkupTree.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

function draw(markdown: string): HTMLElement {
  render(<MarkupTree root={parseMarkdown(markdown)} />, root)
  return root
}

it('draws what markdown means as elements', () => {
  const names = [
    ...draw('**a** *b* `c`\n\n- d\n\n1. e\n\n> f\n\n```\ng\n```').querySelectorAll('*'),
  ]
  expect(names.map((element) => element.localName)).toEqual([
    ...['div', 'p', 'strong', 'em', 'code'],
    ...['ul', 'li', 'p', 'ol', 'li', 'p'],
    ...['blockquote', 'p', 'pre', 'code'],
  ])
})

it('shows HTML as the text it is', () => {
  const drawn = draw('<img src=x onerror=alert(1)><script>alert(1)</script>')
  expect([drawn.querySelector('img, script'), drawn.textContent]).toEqual([
    null,
    '<img src=x onerror=alert(1)><script>alert(1)</script>',
  ])
})

it('opens links elsewhere, tells them nothing, and says where they lead when the words do not', () => {
  const drawn = draw('[your order](https://evil.example/x)')
  const link = drawn.querySelector('a')
  expect([link?.href, link?.target, link?.rel, drawn.textContent]).toEqual([
    'https://evil.example/x',
    '_blank',
    'noopener noreferrer nofollow',
    'your order (evil.example)',
  ])
})

it('keeps a title of a message out of the outline of the page', () => {
  expect(draw('# URGENT').querySelector('h1, h2, h3')).toBeNull()
})
