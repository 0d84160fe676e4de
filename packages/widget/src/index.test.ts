import { describe, expect, it } from 'vitest'
import * as element from './element.ts'
import * as index from './index.ts'

describe('the package', () => {
  it('exports what was chosen', () => {
    expect([Object.keys(index), Object.keys(element)]).toEqual([
      ['createChat'],
      ['definePorchlightChat'],
    ])
  })

  it('gives a chat that does nothing where there is no document', async () => {
    const chat = index.createChat({ token: 't' })
    chat.open()
    chat.on('opened', () => undefined)()
    expect([await chat.sendMessage('Hello'), chat.status().isOpen]).toEqual([
      { kind: 'not_stored', cause: 'inert' },
      false,
    ])
  })
})
