// @vitest-environment happy-dom
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as Preact from 'preact'
import { expect, it } from 'vitest'
import { trimPreact } from './preact-trimmed.ts'

const { resolve } = createRequire(import.meta.url)
const whole = path.join(path.dirname(resolve('preact/package.json')), 'dist/preact.mjs')

async function importTrimmed(): Promise<typeof Preact> {
  const folder = await mkdtemp(path.join(import.meta.dirname, '.cut-'))
  const file = path.join(folder, 'preact.mjs')
  const code = trimPreact(await readFile(whole, 'utf8'))
  await writeFile(file, code.replace(/\/\/# sourceMappingURL=.*/, ''))
  try {
    return await import(/* @vite-ignore */ file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('leaves no way from a string to markup', async () => {
  const code = await readFile(whole, 'utf8')
  expect(code).toMatch(/innerHTML/i)
  expect(trimPreact(code)).not.toMatch(/innerHTML|__html/i)
})

it('draws, changes, and takes away elements, drawings and components', async () => {
  const { h, render } = await importTrimmed()
  const root = document.createElement('div')
  const List = (props: { names: readonly string[] }) =>
    h(
      'ul',
      null,
      props.names.map((name) => h('li', { key: name }, name)),
    )
  const drawing = h('svg', { viewBox: '0 0 1 1' }, h('path', { d: 'M0 0' }))
  render([h(List, { names: ['a', 'b'] }), drawing], root)
  expect(root.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg')
  const b = root.querySelectorAll('li')[1]
  render([h(List, { names: ['b', 'c'] }), drawing], root)
  expect([...root.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['b', 'c'])
  expect(root.querySelector('li')).toBe(b)
  render(null, root)
  expect(root.childNodes.length).toBe(0)
})

it('throws what a component throws', async () => {
  const { h, render } = await importTrimmed()
  function Broken(): never {
    throw new Error('broken')
  }
  expect(() => render(h(Broken, null), document.createElement('div'))).toThrow('broken')
})

it('stops the build when preact is not the one it was written for', () => {
  expect(() => trimPreact('another version')).toThrow('preact/dist/preact.mjs has changed')
})
