import { afterEach, describe, expect, it, vi } from 'vitest'
import { settled } from '../test/settled.ts'
import { definePorchlightChat } from './element.ts'

function place(attributes: Record<string, string>): HTMLElement {
  const element = document.createElement('porchlight-chat')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

const launcherOf = (element: HTMLElement) => element.shadowRoot?.querySelector('.launcher') ?? null

afterEach(() => document.body.replaceChildren())

describe('<porchlight-chat>', () => {
  it('is a chat where it stands, with its attributes as options', async () => {
    const element = place({
      token: 't',
      'api-host': 'https://chat.example',
      'color-scheme': 'dark',
    })
    await settled()
    expect([launcherOf(element)?.localName, element.dataset.scheme]).toEqual(['button', 'dark'])
  })

  it('is nothing without a token, and becomes a chat with one', async () => {
    const element = place({})
    await settled()
    expect(launcherOf(element)).toBe(null)
    element.setAttribute('token', 't')
    await settled()
    expect(launcherOf(element)).not.toBe(null)
  })

  it('stays the same chat when it is moved', async () => {
    const element = place({ token: 't' })
    await settled()
    const launcher = launcherOf(element)
    document.body.append(document.createElement('main'))
    document.querySelector('main')?.append(element)
    await settled()
    expect(launcherOf(element)).toBe(launcher)
  })

  it('is gone when it is removed, and there again when it is put back', async () => {
    const element = place({ token: 't' })
    await settled()
    element.remove()
    await settled()
    expect(element.shadowRoot?.childNodes.length).toBe(0)
    document.body.append(element)
    await settled()
    expect(launcherOf(element)).not.toBe(null)
  })

  it('has its options as properties too, also those set before it was known', async () => {
    const element = document.createElement('porchlight-chat')
    element.token = 't'
    element.colorScheme = 'dark'
    element.offsetX = 7
    document.body.append(element)
    await settled()
    const launcher = launcherOf(element)
    const before = [launcher === null, element.dataset.scheme]
    element.colorScheme = 'light'
    element.setAttribute('launcher-label', 'Ask us')
    await settled()
    expect([
      before,
      launcherOf(element) === launcher,
      element.dataset.scheme,
      launcher?.getAttribute('aria-label'),
      [element.launcherLabel, element.offsetX, element.zIndex],
    ]).toEqual([[false, 'dark'], true, 'light', 'Ask us', ['Ask us', 7, undefined]])
  })

  it('takes back what an attribute said when it is removed', async () => {
    const element = place({ token: 't', 'color-scheme': 'dark' })
    await settled()
    element.removeAttribute('color-scheme')
    await settled()
    expect(element.dataset.scheme).toBe('light')
  })

  it('tells the developer of an attribute that is mistaken, and of none that is not ours', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    place({
      token: 't',
      debug: '',
      'launcher-lable': 'Ask',
      'z-index': 'top',
      class: 'x',
      hidden: '',
    })
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2))
    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      'Porchlight: unknown option `launcherLable`. Did you mean `launcherLabel`?',
      'Porchlight: malformed option `zIndex`. It is to be of the type number.',
    ])
    warn.mockRestore()
  })

  it('may be defined twice', () => {
    expect(definePorchlightChat).not.toThrow()
  })
})
