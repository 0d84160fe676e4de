import { expect, it } from 'vitest'
import { buildMessage } from '../testing/build.ts'
import { arrange } from './arrange.ts'

const shape = (messages: Parameters<typeof arrange>[0]) =>
  arrange(messages).map(({ isFirst, isLast, beginsDay }) =>
    [isFirst && 'first', isLast && 'last', beginsDay && 'day'].filter(Boolean).join(' '),
  )

it('groups what one author writes within three minutes', () => {
  const at = (time: string) => `2026-01-01T12:${time}Z`
  expect(
    shape([
      buildMessage(1, { created_at: at('00:00') }),
      buildMessage(2, { created_at: at('02:59') }),
      buildMessage(3, { created_at: at('05:59') }),
      buildMessage(4, { created_at: at('06:00'), author_type: 'support', author_name: 'Maja' }),
    ]),
  ).toEqual(['first day', 'last', 'first last', 'first last'])
})

it('keeps two of one name apart', () => {
  const maja = { author_type: 'support', author_name: 'Maja' }
  expect(
    shape([buildMessage(1, { ...maja, agent_id: 1 }), buildMessage(2, { ...maja, agent_id: 2 })]),
  ).toEqual(['first last day', 'first last'])
})

it('keeps a private note apart from the replies around it', () => {
  const support = { author_type: 'support', author_name: 'Maja' }
  expect(
    shape([
      buildMessage(1, support),
      buildMessage(2, { ...support, is_private: true }),
      buildMessage(3, support),
    ]),
  ).toEqual(['first last day', 'first last', 'first last'])
})
