import { describe, expect, it } from 'vitest'
import { createAnnouncer } from './announcer.ts'

describe('the announcer', () => {
  it('speaks by ariaNotify where the browser has it', () => {
    const said: unknown[] = []
    const region = Object.assign(document.createElement('div'), {
      ariaNotify: (...call: unknown[]) => said.push(call),
    })
    createAnnouncer(region)('Maja: Hello')
    expect([said, region.textContent]).toEqual([[['Maja: Hello']], ''])
  })

  it('speaks by its live region elsewhere, also when it says the same twice', () => {
    const region = document.createElement('div')
    const announce = createAnnouncer(region)
    announce('Not sent')
    const first = region.textContent
    announce('Not sent')
    expect(first).toBe('Not sent')
    expect(region.textContent).not.toBe(first)
    expect(region.textContent?.trim()).toBe('Not sent')
  })
})
