import { afterEach, describe, expect, it } from 'vitest'
import type { ResolvedOptions } from '../api/options.ts'
import { type Mount, mount } from './mount.ts'
import { readColour } from './read-colour.ts'

const mounts: Mount[] = []

function mountOne(options: Partial<ResolvedOptions> = {}) {
  const element = document.createElement('porchlight-root')
  const mounted = mount(
    element,
    { token: 't', apiHost: 'https://chat.example', ...options },
    () => undefined,
  )
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
    expect(tokenOf(element, '--pl-accent')).toBe('rgb(54,107,211)')
  })

  it('shows our accent for what is no colour, and lets no rule in by it', () => {
    const { element } = mountOne({ color: 'red;}*{display:none' })
    expect([tokenOf(element, '--pl-accent'), getComputedStyle(element).display]).toEqual([
      'rgb(54,107,211)',
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
    ['bottom-right', ['bottom', 'right']],
    ['bottom-left', ['left', 'bottom']],
    ['top-right', ['top', 'right']],
    ['top-left', ['left', 'top']],
  ] as const)('is at the %s', (position, expected) => {
    const { mounted } = mountOne({ position, offsetX: 0, offsetY: 0 })
    const button = document.createElement('button')
    button.style.cssText =
      'position: fixed; left: var(--pl-left); right: var(--pl-right); top: var(--pl-top); bottom: var(--pl-bottom)'
    mounted.root.append(button)
    const { left, right, top, bottom } = button.getBoundingClientRect()
    const touches = {
      left: left === 0,
      top: top === 0,
      bottom: bottom === innerHeight,
      right: right === innerWidth,
    }
    expect(Object.entries(touches).flatMap(([side, is]) => (is ? [side] : []))).toEqual(
      [...expected].sort(
        (a, b) => Object.keys(touches).indexOf(a) - Object.keys(touches).indexOf(b),
      ),
    )
  })

  it('lies over whatever the page lays over itself, and below a modal dialog', () => {
    const dialog = document.createElement('dialog')
    const cover = document.createElement('div')
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647'
    document.body.append(dialog, cover)
    const { mounted, element } = mountOne({ offsetX: 0, offsetY: 0 })
    const button = document.createElement('button')
    button.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 20px; height: 20px'
    mounted.root.append(button)
    const atCorner = () => document.elementFromPoint(5, 5)
    const overCover = atCorner()
    dialog.showModal()
    const belowModal = atCorner()
    dialog.remove()
    cover.remove()
    expect([overCover === element, belowModal === element]).toEqual([true, false])
  })

  it('comes below a modal dialog that is open already', () => {
    const dialog = document.createElement('dialog')
    dialog.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; margin: 0'
    document.body.append(dialog)
    dialog.showModal()
    const { mounted } = mountOne()
    const button = document.createElement('button')
    button.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 20px; height: 20px'
    mounted.root.append(button)
    const found = document.elementFromPoint(5, 5)
    dialog.remove()
    expect(found).toBe(dialog)
  })

  it('is gone when it is closed', () => {
    const { element, mounted } = mountOne()
    mounted.close()
    expect([element.isConnected, mounted.root.adoptedStyleSheets]).toEqual([false, []])
  })
})

describe('a colour', () => {
  it.each([
    ['rebeccapurple', [102, 51, 153]],
    ['rgb(255 128 0)', [255, 128, 0]],
    ['hsl(0 100% 50%)', [255, 0, 0]],
    [' #abc ', [170, 187, 204]],
    ['color(display-p3 0 1 0)', [0, 255, 0]],
    ['color(srgb 0.0000001 0.5 1)', [0, 128, 255]],
  ])('is read from %j', (text, rgb) => {
    expect(readColour(text, mountOne().mounted.root)).toEqual(rgb)
  })

  it('is not read from words, and the probe is gone', () => {
    const { root } = mountOne().mounted
    expect([readColour('nocolour', root), root.childNodes.length]).toEqual([null, 0])
  })
})
