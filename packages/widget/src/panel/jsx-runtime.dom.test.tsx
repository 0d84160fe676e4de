import { render } from 'preact'
import * as preactRuntime from 'preact/jsx-runtime'
import { describe, expect, it } from 'vitest'
import { Fragment, jsx, jsxs } from './jsx-runtime.ts'

function Item(props: { readonly word?: string }) {
  return props.word ?? null
}

/** The same tree, as JSX would make it with one runtime or the other. */
function treeOf(runtime: Pick<typeof preactRuntime, 'jsx' | 'jsxs'>) {
  const items = ['a', 'b'].map((word) => runtime.jsx(Item, { word }, word))
  return runtime.jsxs('ul', {
    class: 'list',
    children: [items, runtime.jsx(Fragment, { children: 'end' })],
  })
}

const htmlOf = (tree: ReturnType<typeof treeOf>): string => {
  const place = document.createElement('div')
  render(tree, place)
  return place.innerHTML
}

describe('our JSX runtime', () => {
  it("draws what preact's own does", () => {
    const ours = htmlOf(treeOf({ jsx, jsxs }))
    expect(ours).toBe('<ul class="list">abend</ul>')
    expect(ours).toBe(htmlOf(treeOf(preactRuntime)))
  })

  it('keeps a key out of the properties', () => {
    const { key, props } = jsx('li', { class: 'item' }, 'k')
    expect([key, props]).toEqual(['k', { class: 'item' }])
  })
})
