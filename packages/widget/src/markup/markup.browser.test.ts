import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { type DrawnMessages, drawMessages } from '../../test/draw-message.ts'

/** Answers nothing: what matters is whether anything is asked of it. */
const PICTURE = 'https://pictures.invalid/c.png'

let messages: DrawnMessages | null = null
const frames: HTMLIFrameElement[] = []

beforeEach(() => performance.clearResourceTimings())
afterEach(() => {
  messages?.close()
  for (const frame of frames.splice(0)) frame.remove()
})

async function draw(place: Element, content: string): Promise<void> {
  messages = await drawMessages(place)
  messages.draw({ content })
}

function shadowPlace(): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'))
  return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
}

/** A place in a document with a policy of its own. */
async function placeUnder(policy: string): Promise<HTMLElement> {
  const frame = document.createElement('iframe')
  const isLoaded = new Promise((done) => frame.addEventListener('load', done))
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><div id="place"></div>`
  document.body.append(frame)
  frames.push(frame)
  await isLoaded
  const place = frame.contentDocument?.getElementById('place')
  if (!place) throw new Error('no place')
  return place
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(requestAnimationFrame)
}

const asked = () =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes('pictures.invalid'))

it('asks for no picture by itself, at any length of an answer that streams', async () => {
  const place = shadowPlace()
  messages = await drawMessages(place)
  const content = `a ![b](${PICTURE}) [![c](${PICTURE})](https://x.test/)\n\n| ![d](${PICTURE}) |\n|---|\n\n![e][f]\n\n[f]: ${PICTURE}`
  for (let length = 1; length <= content.length; length++) {
    messages.draw({ content: content.slice(0, length), isWriting: true })
  }
  await new Promise(requestAnimationFrame)
  expect([place.querySelectorAll('button').length, place.querySelector('img'), asked()]).toEqual([
    3,
    null,
    [],
  ])
})

it('asks for a picture after a click, and says when it did not come', async () => {
  const place = shadowPlace()
  await draw(place, `![a](${PICTURE})`)
  const button = place.querySelector('button')
  if (!button) throw new Error('no button')
  await userEvent.click(button)
  await until(() => (place.querySelector('[role=status]')?.textContent ?? '') !== '')
  expect(place.textContent).toBe('The image could not be shown. Open it on pictures.invalid')
})

it('says so where the policy of a page forbids the picture', async () => {
  const place = await placeUnder("default-src 'none'")
  const blocked: string[] = []
  place.ownerDocument.addEventListener('securitypolicyviolation', (event) => {
    blocked.push(event.effectiveDirective)
  })
  await draw(place, `![a](${PICTURE})`)
  place.querySelector('button')?.click()
  await until(() => (place.querySelector('[role=status]')?.textContent ?? '') !== '')
  expect([place.textContent, place.querySelector('a')?.href, [...new Set(blocked)]]).toEqual([
    'The image could not be shown. Open it on pictures.invalid',
    PICTURE,
    ['img-src'],
  ])
})

it.each([['by the clipboard'], ['by a selection where there is none']])(
  'copies code %s, and says so',
  async (way) => {
    const written: string[] = []
    const isGiven = way === 'by the clipboard'
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: isGiven ? { writeText: async (text: string) => void written.push(text) } : undefined,
    })
    const copied = (event: ClipboardEvent) => {
      const field = event.composedPath()[0]
      if (field instanceof HTMLTextAreaElement) written.push(field.value)
    }
    document.addEventListener('copy', copied)
    const place = shadowPlace()
    await draw(place, '```js\nlet x = 1\n  y()\n```')
    const button = place.querySelector('button')
    if (!button) throw new Error('no button')
    await userEvent.click(button)
    await until(() => button.textContent === 'Copied')
    document.removeEventListener('copy', copied)
    Reflect.deleteProperty(navigator, 'clipboard')
    const root = place.getRootNode()
    expect([
      written,
      place.querySelector('[role=status]')?.textContent,
      root instanceof ShadowRoot && root.activeElement === button,
      place.querySelector('textarea'),
    ]).toEqual([['let x = 1\n  y()'], 'Copied', true, null])
  },
)
