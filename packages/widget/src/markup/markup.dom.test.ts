import { afterEach, describe, expect, it } from 'vitest'
import { type DrawnMessages, drawMessages } from '../../test/draw-message.ts'

const place = document.body.appendChild(document.createElement('div'))
let messages: DrawnMessages | null = null
afterEach(() => messages?.close())

async function draw(content: string, isHere = true): Promise<DrawnMessages> {
  messages = await drawMessages(place, isHere)
  messages.draw({ content })
  return messages
}

const settled = () => new Promise((done) => setTimeout(done))
const all = (selector: string) => [...place.querySelectorAll<HTMLElement>(selector)]
const texts = (selector: string) => all(selector).map((found) => found.textContent)
const values = (selector: string, name: string) =>
  all(selector).map((found) => found.getAttribute(name))

describe('headings of a message', () => {
  it('stand under the title of the panel, and leave no level out', async () => {
    await draw('#### a\n# b\n### c\n###### d\n> ## e\n\n# f')
    expect([texts('[role=heading]'), values('[role=heading]', 'aria-level')]).toEqual([
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['3', '3', '4', '5', '4', '3'],
    ])
  })

  it('never rise above level 6, and are elements that page rules do not know', async () => {
    await draw('# a\n## b\n### c\n#### d\n##### e\n###### f')
    expect(values('[role=heading]', 'aria-level')).toEqual(['3', '4', '5', '6', '6', '6'])
    expect(all('h1, h2, h3, h4, h5, h6')).toEqual([])
  })
})

describe('marks, lists and links', () => {
  it('are drawn as the elements that mean them', async () => {
    await draw('**a** *b* ~~c~~ `d`\n\n- e\n  1. f\n     - g')
    expect(
      ['strong', 'em', 's', 'code', 'ul > li > p', 'ul ol > li > p', 'ol ul > li > p'].map(texts),
    ).toEqual([['a'], ['b'], ['c'], ['d'], ['e', 'g'], ['f'], ['g']])
  })

  it('say whether something is done', async () => {
    await draw('- [x] a\n- [ ] b\n- c')
    expect([values('.task > [role=img]', 'aria-label'), texts('li:not(.task)')]).toEqual([
      ['Done', 'To do'],
      ['c'],
    ])
  })

  it('[RU-018] tell nothing to where they lead, and recommend nothing', async () => {
    await draw('[a](https://x.test/) me@x.test [c](tel:+49-30)')
    expect(
      all('a').map((link) => [...link.attributes].map(({ name, value }) => `${name}=${value}`)),
    ).toEqual(
      ['https://x.test/', 'mailto:me@x.test', 'tel:+49-30'].map((href) => [
        `href=${href}`,
        'target=_blank',
        'rel=noopener noreferrer nofollow ugc',
        'referrerpolicy=no-referrer',
      ]),
    )
    expect(texts('.link-host')).toEqual([' (x.test)'])
  })

  it('of a visitor are plain addresses alone', async () => {
    messages = await drawMessages(place)
    messages.draw({ author: 'visitor', content: '# **a**\nhttps://x.test/ <b>' })
    expect([place.textContent, values('a', 'href'), all('strong, b, [role=heading]')]).toEqual([
      '# **a**\nhttps://x.test/ <b>',
      ['https://x.test/'],
      [],
    ])
  })
})

describe('a table', () => {
  const source = '| a | | c |\n|:-:|---|--:|\n| 1 | 2 | https://x.test |'

  it('names its columns, aligns by class, and scrolls by keyboard under a name', async () => {
    await draw(source)
    expect([
      all('figure.table').map((figure) => [figure.getAttribute('aria-label'), figure.tabIndex]),
      texts('thead th[scope=col]'),
      texts('thead td'),
      texts('tbody td'),
      values('th, td', 'class'),
      all('[style]'),
      values('td a', 'href'),
    ]).toEqual([
      [['Table', 0]],
      ['a', 'c'],
      [''],
      ['1', '2', 'https://x.test'],
      ['align-center', null, 'align-end', 'align-center', null, 'align-end'],
      [],
      ['https://x.test/'],
    ])
  })

  it('is readable until what draws it has come, and changes then', async () => {
    const { bring } = await draw(source, false)
    expect([all('table'), texts('p')]).toEqual([[], ['a |  | c\n1 | 2 | https://x.test']])
    bring()
    await settled()
    expect([all('table').length, texts('.markup > p')]).toEqual([1, []])
  })
})

describe('a picture', () => {
  const source = 'see ![a cat](https://x.test/c.png)'

  it('is a button that names its host, and nothing is fetched', async () => {
    await draw(source)
    expect([texts('p > button'), all('img, picture, source, [src], [srcset]')]).toEqual([
      ['a catShow image from x.test'],
      [],
    ])
  })

  it('is fetched after a click, without telling who asks', async () => {
    await draw(source)
    all('.picture-button')[0]?.click()
    await settled()
    const [image] = all('img')
    expect([
      [...(image?.attributes ?? [])].map(({ name, value }) => `${name}=${value}`),
      values('.picture a', 'href'),
      all('button'),
      document.activeElement === all('.picture a')[0],
    ]).toEqual([
      [
        'referrerpolicy=no-referrer',
        'loading=lazy',
        'decoding=async',
        'alt=a cat',
        'src=https://x.test/c.png',
      ],
      ['https://x.test/c.png'],
      [],
      true,
    ])
  })

  it('that does not come is a sentence with the link, which keeps the focus', async () => {
    await draw(source)
    all('.picture-button')[0]?.click()
    await settled()
    all('img')[0]?.dispatchEvent(new Event('error'))
    await settled()
    expect([texts('.picture'), texts('.picture [role=status]'), all('img')]).toEqual([
      ['The image could not be shown. Open it on x.test'],
      ['The image could not be shown. '],
      [],
    ])
    expect(document.activeElement).toBe(all('.picture a')[0])
  })

  it('without words is named by its host', async () => {
    await draw('![](https://x.test/c.png)')
    all('.picture-button')[0]?.click()
    await settled()
    expect(values('img', 'alt')).toEqual(['Open it on x.test'])
  })

  it('is a link until what draws it has come', async () => {
    await draw(source, false)
    expect([texts('p'), values('a', 'href'), all('img')]).toEqual([
      ['see a cat (x.test)'],
      ['https://x.test/c.png'],
      [],
    ])
  })

  it.each(['![a](data:image/png;base64,AAAA)', '![a](/c.png)', '![a][b]', '![a](//x.test/c.png)'])(
    'is text where it has no address of its own: %s',
    async (content) => {
      await draw(content)
      expect([
        all('img, button, a'),
        place.textContent?.startsWith('!') || place.textContent,
      ]).toEqual([[], content === '![a][b]' ? true : `a (${content.slice(5, -1)})`])
    },
  )
})

describe('a code block', () => {
  it('has its language beside it and scrolls by keyboard', async () => {
    await draw('```js\nlet x\n```')
    expect([texts('.code-bar > span:first-child'), texts('pre[tabindex="0"] > code')]).toEqual([
      ['js'],
      ['let x'],
    ])
  })

  it('has no button where nothing can be copied', async () => {
    await draw('```\nlet x\n```')
    const hasWay = navigator.clipboard !== undefined
    expect(all('.code-bar button').length).toBe(hasWay ? 1 : 0)
  })
})

describe('a message that grows', () => {
  it('keeps the elements of what is finished', async () => {
    const { draw: drawAgain } = await draw('# a\n\nb\n\nc')
    const [heading] = all('[role=heading]')
    drawAgain({ content: '# a\n\nb\n\nc\n\n- d', isWriting: true })
    expect([all('[role=heading]')[0] === heading, texts('li'), all('.writing').length]).toEqual([
      true,
      ['d'],
      1,
    ])
  })
})

describe("an editor's document", () => {
  const document = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'from the editor', marks: [{ type: 'underline' }] }],
      },
      { type: 'image', attrs: { src: 'https://x.test/c.png', alt: 'a cat' } },
      {
        type: 'codeBlock',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
    ],
  }
  const given = { content: 'as **markdown**', richContent: JSON.stringify(document) }

  it('is drawn in place of the markdown beside it', async () => {
    messages = await drawMessages(place)
    messages.draw(given)
    expect([texts('u'), texts('button')[0], texts('pre'), all('strong, img').length]).toEqual([
      ['from the editor'],
      'a catShow image from x.test',
      ['ab'],
      1,
    ])
  })

  it('waits as markdown until it can be read', async () => {
    messages = await drawMessages(place, false)
    messages.draw(given)
    const before = place.textContent
    messages.bring()
    await settled()
    expect([before, texts('u')]).toEqual(['as markdown', ['from the editor']])
  })

  it.each([
    '',
    'no JSON',
    '7',
    'null',
    '{}',
    '[]',
    '{"type":"doc"}',
    '{"type":"doc","content":[]}',
  ])('gives way to the markdown when it is %j', async (richContent) => {
    messages = await drawMessages(place)
    messages.draw({ content: 'as **markdown**', richContent })
    expect([place.textContent, texts('strong')]).toEqual(['as markdown', ['markdown']])
  })

  it('[RS-001] runs nothing and makes no element of its own', async () => {
    const content: object[] = [
      { type: 'img', props: { src: 'x', onerror: 'x' }, constructor: null, __v: 1 },
      { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:a' } }] },
          { type: 'text', text: '<b>', marks: [{ type: 'iframe', attrs: { srcdoc: 'x' } }] },
        ],
      },
    ]
    messages = await drawMessages(place)
    messages.draw({ richContent: JSON.stringify({ type: 'doc', content }) })
    expect([place.innerHTML, all('a')]).toEqual([
      '<div class="markup"><p>alert(1)</p><p>a (javascript:a)&lt;b&gt;</p></div>',
      [],
    ])
  })
})
