/** Documents that no editor writes. The text beside them says the same to those who cannot draw them. */
import type { MessageCase } from './message-case.ts'

type Node = Readonly<Record<string, unknown>>

const text = (words: string, marks: readonly Node[] = []): Node => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
})
const paragraph = (...content: readonly Node[]): Node => ({ type: 'paragraph', content })
const doc = (...content: readonly Node[]): Node => ({ type: 'doc', content })

/** Its content and its document both say `says`. */
function says(title: string, words: string, rich: Node): MessageCase {
  return { title, content: words, rich, shows: words }
}

function nested(depth: number, inner: Node): Node {
  let node = inner
  for (let n = 0; n < depth; n++) node = { type: 'blockquote', content: [node] }
  return node
}

export const RICH_CASES: readonly MessageCase[] = [
  says('[RS-005] more nodes than a message may have', 'sibling', {
    type: 'doc',
    content: Array.from({ length: 1_500 }, () => paragraph(text('sibling'))),
  }),
  says('[RS-006] deeper than any document', 'bottom', doc(nested(25, paragraph(text('bottom'))))),
  says(
    '[RS-007] names that every object has',
    'still here',
    doc(
      { type: 'constructor' },
      { type: 'toString', content: [text('still here')] },
      JSON.parse('{"type":"__proto__","attrs":{"__proto__":{"polluted":1}}}') as Node,
      paragraph(text('still here')),
    ),
  ),
  says(
    '[RS-008] a level that is no number',
    'title',
    doc(
      { type: 'heading', attrs: { level: "1 onclick=trap('level')" }, content: [text('title')] },
      { type: 'heading', attrs: { level: 1.5 }, content: [text('title')] },
      { type: 'heading', attrs: { level: null } },
      { type: 'heading', attrs: { level: 10_000 }, content: [text('title')] },
    ),
  ),
  {
    ...says(
      'a link that runs',
      'click',
      doc(
        paragraph(text('click', [{ type: 'link', attrs: { href: "java\nscript:trap('mark')" } }])),
      ),
    ),
    links: [],
  },
  says(
    'attributes that are handlers',
    'quiet',
    doc({
      type: 'paragraph',
      attrs: { onclick: "trap('attribute')", style: 'position:fixed;inset:0', class: 'panel' },
      content: [text('quiet')],
    }),
  ),
  says(
    'an image that is fetched',
    'before',
    doc(
      paragraph(text('before')),
      { type: 'image', attrs: { src: '{sink}/rich?d=secret', alt: 'x', srcset: '{sink}/set 2x' } },
      { type: 'image', attrs: { src: "javascript:trap('image')" } },
    ),
  ),
  says(
    'text that is no text',
    'rest',
    doc(
      paragraph({ type: 'text', text: { type: 'img', props: { src: 'none' }, constructor: null } }),
      paragraph(text('rest')),
    ),
  ),
  says(
    'an element in the place of a node',
    'rest',
    doc(
      { type: 'iframe', attrs: { srcdoc: "<script>parent.trap('frame')</script>" } },
      { type: 'script', content: [text("trap('script')")] },
      paragraph(text('rest')),
    ),
  ),
  says(
    'a list that starts nowhere',
    'item',
    doc({
      type: 'orderedList',
      attrs: { start: '1 onmouseover=trap(1)' },
      content: [{ type: 'listItem', content: [paragraph(text('item'))] }],
    }),
  ),
  says(
    'a code block with markup for a language',
    'code',
    doc({
      type: 'codeBlock',
      attrs: { language: `x" onmouseover="trap('language')` },
      content: [text('code')],
    }),
  ),
]
