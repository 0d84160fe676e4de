import { describe, expect, it } from 'vitest'
import { buildMessage } from '../../../test/fake-sync.ts'
import { arrangeMessages } from './arrange-messages.ts'

const at = (time: string) => `2026-03-04T${time}`

function shapeOf(messages: Parameters<typeof arrangeMessages>[0]): readonly string[][][] {
  return arrangeMessages(messages).map(({ groups }) =>
    groups.map(({ entries }) => entries.map(({ message }) => message.id)),
  )
}

describe('messages of a thread', () => {
  it('stand together when one author writes them within three minutes', () => {
    expect(
      shapeOf([
        buildMessage({ id: 'a', createdAt: at('10:00:00') }),
        buildMessage({ id: 'b', createdAt: at('10:02:59') }),
        buildMessage({ id: 'c', createdAt: at('10:06:00') }),
      ]),
    ).toEqual([[['a', 'b'], ['c']]])
  })

  it('are parted where another person of the team goes on', () => {
    expect(
      shapeOf([
        buildMessage({ id: 'a', author: 'agent', authorName: 'Maja' }),
        buildMessage({ id: 'b', author: 'agent', authorName: 'Jonas' }),
      ]),
    ).toEqual([[['a'], ['b']]])
  })

  it('are parted by local days', () => {
    expect(
      shapeOf([
        buildMessage({ id: 'a', createdAt: '2026-03-04T12:00:00' }),
        buildMessage({ id: 'b', createdAt: '2026-03-05T12:00:00' }),
      ]),
    ).toEqual([[['a']], [['b']]])
  })

  it('keep their order when a clock was set back', () => {
    expect(
      shapeOf([
        buildMessage({ id: 'a', createdAt: '2026-03-05T12:00:00' }),
        buildMessage({ id: 'b', createdAt: '2026-03-04T12:00:00' }),
      ]),
    ).toEqual([[['a'], ['b']]])
  })

  it('say their state at the end of a run with the same state, and always when failed or in doubt', () => {
    const failed = { state: 'failed', code: 'invalid', detail: '' } as const
    const waiting = { state: 'waiting', why: 'offline' } as const
    const [day] = arrangeMessages([
      buildMessage({ id: 'twice', delivery: { state: 'sent', mayBeTwice: true } }),
      buildMessage({ id: 'sent-1' }),
      buildMessage({ id: 'sent-2' }),
      buildMessage({ id: 'failed-1', delivery: failed }),
      buildMessage({ id: 'failed-2', delivery: failed }),
      buildMessage({ id: 'waiting-1', delivery: waiting }),
      buildMessage({ id: 'waiting-2', delivery: waiting }),
    ])
    const shown = day?.groups[0]?.entries.map(({ message, delivery }) => [message.id, delivery])
    expect(shown).toEqual([
      ['twice', 'words'],
      ['sent-1', null],
      ['sent-2', 'words'],
      ['failed-1', 'words'],
      ['failed-2', 'words'],
      ['waiting-1', 'actions'],
      ['waiting-2', 'words'],
    ])
  })

  it('put one whose time cannot be read where it stands', () => {
    expect(
      shapeOf([
        buildMessage({ id: 'a', createdAt: at('10:00:00') }),
        buildMessage({ id: 'b', createdAt: 'never' }),
      ]),
    ).toEqual([[['a', 'b']]])
  })
})
