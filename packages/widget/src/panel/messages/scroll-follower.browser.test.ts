import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { createScrollFollower } from './scroll-follower.ts'

const frames = () =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))

/** A list of rows of 50 px in a window of 200 px. */
async function buildList(count: number) {
  const ids = Array.from({ length: count }, (_, n) => ({ id: `m${n}` }))
  const messages = signal<readonly { readonly id: string }[]>(ids)
  const follower = createScrollFollower(messages)
  const scroller = document.createElement('div')
  const content = document.createElement('div')
  scroller.style.cssText = 'height: 200px; overflow-y: auto; overflow-anchor: none'
  scroller.append(content)
  document.body.append(scroller)
  function draw(): void {
    const rows = messages.value.map(({ id }) => {
      const row = document.createElement('div')
      row.style.height = '50px'
      row.textContent = id
      return row
    })
    content.replaceChildren(...rows)
  }
  draw()
  follower.attach(scroller)
  await frames()
  async function set(next: readonly { readonly id: string }[]): Promise<void> {
    messages.value = next
    draw()
    await frames()
  }
  return { follower, scroller, messages, set }
}

const distanceToEnd = (element: HTMLElement) =>
  element.scrollHeight - element.scrollTop - element.clientHeight

afterEach(() => document.body.replaceChildren())

describe('the scroll position', () => {
  it('stays at the end while messages come', async () => {
    const { scroller, messages, set } = await buildList(10)
    await set([...messages.value, { id: 'new' }])
    expect(distanceToEnd(scroller)).toBe(0)
  })

  it('stays at the end when the event of its own scrolling comes after more has grown', async () => {
    const { scroller, messages, set } = await buildList(10)
    // Shrinking moves the window up, growing leaves it there: neither is the reader's doing.
    void set(messages.value.slice(0, -3))
    void scroller.scrollTop
    const drawn = set([...messages.value, { id: 'new-1' }, { id: 'new-2' }])
    scroller.dispatchEvent(new Event('scroll'))
    await drawn
    expect(distanceToEnd(scroller)).toBe(0)
  })

  it('stays where a reader is, and tells that something came', async () => {
    const { follower, scroller, messages, set } = await buildList(10)
    scroller.scrollTop = 100
    await frames()
    await set([...messages.value, { id: 'new' }])
    expect([scroller.scrollTop, follower.hasNews.value]).toEqual([100, true])
    follower.follow()
    await frames()
    expect([distanceToEnd(scroller), follower.hasNews.value]).toEqual([0, false])
  })

  it('keeps what is read in its place when older messages come above', async () => {
    const { follower, scroller, messages, set } = await buildList(10)
    scroller.scrollTop = 20
    await frames()
    await set([{ id: 'o1' }, { id: 'o2' }, ...messages.value])
    expect([scroller.scrollTop, follower.hasNews.value]).toEqual([120, false])
  })

  it('stays at the end when the window gets smaller', async () => {
    const { scroller } = await buildList(10)
    scroller.style.height = '120px'
    await frames()
    expect(distanceToEnd(scroller)).toBe(0)
  })
})
