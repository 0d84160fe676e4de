import { afterEach, describe, expect, it } from 'vitest'
import type { ResolvedOptions } from '../api/options.ts'
import { toHex } from './colour.ts'
import { type Mount, mount } from './mount.ts'
import { readColour } from './read-colour.ts'

const mounts: Mount[] = []

function mountOne(options: Partial<ResolvedOptions> = {}) {
  const element = document.createElement('porchlight-root')
  const mounted = mount(element, { token: 't', apiHost: 'https://chat.example', ...options })
  mounts.push(mounted)
  return { element, mounted }
}

const tokenOf = (element: Element, name: string) => getComputedStyle(element).getPropertyValue(name)

afterEach(() => {
  for (const mounted of mounts.splice(0)) mounted.close()
  document.adoptedStyleSheets = []
})

describe('our place on the page', () => {
  it('takes no room, and no rule of the page reaches it', () => {
    const hostile = new CSSStyleSheet()
    hostile.replaceSync('* { display: block !important; width: 300px !important; color: red; }')
    document.adoptedStyleSheets = [hostile]
    const before = document.documentElement.scrollWidth
    const { element } = mountOne()
    const { position, color } = getComputedStyle(element)
    expect({ position, color, scroll: document.documentElement.scrollWidth }).toEqual({
      position: 'fixed',
      color: 'rgb(0, 0, 0)',
      scroll: before,
    })
  })

  it('takes tokens that a page sets', () => {
    const page = new CSSStyleSheet()
    page.replaceSync('porchlight-root { --pl-accent: #123456; }')
    document.adoptedStyleSheets = [page]
    expect(tokenOf(mountOne().element, '--pl-accent')).toBe('#123456')
  })

  it('shows the accent that a site chose, in any form the engine knows', () => {
    const { element } = mountOne({ color: 'oklch(0.55 0.17 262)' })
    expect(tokenOf(element, '--pl-accent')).toBe('#366bd3')
  })

  it('shows our accent for what is no colour, and lets no rule in by it', () => {
    const { element } = mountOne({ color: 'red;}*{display:none' })
    expect([tokenOf(element, '--pl-accent'), getComputedStyle(element).display]).toEqual([
      '#366bd3',
      'block',
    ])
  })

  it('has the scheme of the chat for what the browser draws, whatever the page has', () => {
    const page = new CSSStyleSheet()
    page.replaceSync(':root, porchlight-root { color-scheme: dark !important; }')
    document.adoptedStyleSheets = [page]
    const schemes = (['light', 'dark'] as const).map(
      (colorScheme) => getComputedStyle(mountOne({ colorScheme }).element).colorScheme,
    )
    expect(schemes).toEqual(['light', 'dark'])
  })

  it.each([
    ['bottom-right', { isLeft: false, isRight: true }],
    ['bottom-left', { isLeft: true, isRight: false }],
  ] as const)('is at the %s', (position, expected) => {
    const { mounted } = mountOne({ position, offsetX: 0 })
    const button = document.createElement('button')
    button.style.cssText = 'position: fixed; left: var(--pl-left); right: var(--pl-right)'
    mounted.root.append(button)
    const { left, right } = button.getBoundingClientRect()
    expect({ isLeft: left === 0, isRight: right === innerWidth }).toEqual(expected)
  })

  it('is gone when it is closed', () => {
    const { element, mounted } = mountOne()
    mounted.close()
    expect([element.isConnected, mounted.root.adoptedStyleSheets]).toEqual([false, []])
  })
})

describe('a colour', () => {
  it.each([
    ['rebeccapurple', '#663399'],
    ['rgb(255 128 0)', '#ff8000'],
    ['hsl(0 100% 50%)', '#ff0000'],
    [' #abc ', '#aabbcc'],
  ])('is read from %j', (text, hex) => {
    const colour = readColour(text, mountOne().mounted.root)
    expect(colour && toHex(colour)).toBe(hex)
  })

  it('is not read from words, and the probe is gone', () => {
    const { root } = mountOne().mounted
    expect([readColour('nocolour', root), root.childNodes.length]).toEqual([null, 0])
  })
})
