import { signal } from '@preact/signals-core'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { observed } from './observed.ts'

const drawn = () => new Promise((done) => setTimeout(done))

describe('an observed component', () => {
  it('is drawn again when a signal it has read changes', async () => {
    const name = signal('Maja')
    const Name = observed(() => <b>{name.value}</b>)
    const place = document.createElement('div')
    render(<Name />, place)
    name.value = 'Jonas'
    await drawn()
    expect(place.textContent).toBe('Jonas')
  })

  it('follows only what the last drawing has read', async () => {
    const isShort = signal(true)
    const long = signal('long')
    let drawings = 0
    const Text = observed(() => {
      drawings++
      return isShort.value ? 'short' : long.value
    })
    const place = document.createElement('div')
    render(<Text />, place)
    long.value = 'longer'
    await drawn()
    expect(drawings).toBe(1)
    isShort.value = false
    await drawn()
    long.value = 'longest'
    await drawn()
    expect([place.textContent, drawings]).toEqual(['longest', 3])
  })

  it('is left alone when its parent is drawn and its props are the same', () => {
    let drawings = 0
    const Child = observed(({ word }: { readonly word: string }) => {
      drawings++
      return word
    })
    const place = document.createElement('div')
    for (const word of ['one', 'one', 'two']) {
      render(
        <div>
          <Child word={word} />
        </div>,
        place,
      )
    }
    expect([place.textContent, drawings]).toEqual(['two', 2])
  })

  it('follows nothing once it is gone', async () => {
    const name = signal('Maja')
    let drawings = 0
    const Name = observed(() => {
      drawings++
      return name.value
    })
    const place = document.createElement('div')
    render(<Name />, place)
    render(null, place)
    name.value = 'Jonas'
    await drawn()
    expect(drawings).toBe(1)
  })
})
