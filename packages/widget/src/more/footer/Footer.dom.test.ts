import { afterEach, describe, expect, it, vi } from 'vitest'
import { click } from '../../../test/click.ts'
import { buildMessage, buildThread, THREAD_ID } from '../../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
})

const question = buildMessage({ id: 'q' })
const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes.' })

describe('below the messages', () => {
  it.each([
    ['Yes', { isHelped: true }, 'Good to hear. Write again whenever you like.'],
    [
      'No, ask a person',
      { wantsPeople: true },
      'We have told the team. You can close the chat; the answer will be here.',
    ],
  ])('an answer is asked about, and %s is told', async (name, change, words) => {
    const panel = await openPanel()
    await panel.show([question, answer])
    await click(panel, name)
    expect(panel.fake.calls).toContainEqual(['describe', THREAD_ID, change])
    expect(panel.find('.footer')?.textContent).toBe(words)
    await panel.show([question, answer, buildMessage({ id: 'q2' })])
    expect(panel.find('.footer')).toBeNull()
  })

  it('an answer that has helped is not asked about again on the next page', async () => {
    const first = await openPanel()
    await first.show([question, answer])
    await click(first, 'Yes')
    await first.leave()
    const next = await openPanel()
    await next.show([question, answer])
    expect(next.find('.footer')?.textContent).toBe('Good to hear. Write again whenever you like.')
    await next.show([question, answer, buildMessage({ id: 'a2', author: 'assistant' })])
    expect(next.find('.footer')?.textContent).toContain('Was this helpful?')
  })

  it.each([
    ['is still written', [question, { ...answer, isWriting: true }], 'assistant'],
    ['is of a person', [question, buildMessage({ id: 'p', author: 'agent' })], 'people'],
  ] as const)('nothing is asked of an answer that %s', async (_why, messages, mode) => {
    const panel = await openPanel()
    panel.fake.setThread({ thread: buildThread({ mode }), messages })
    await settled()
    expect(panel.find('.footer')).toBeNull()
  })

  it('nothing is asked of an answer before its rest has come', async () => {
    const panel = await openPanel()
    const begun = [question, { ...answer, incomplete: true }]
    await panel.show(begun, 'r')
    const whilePaused = panel.find('.footer')
    await panel.show(begun)
    expect([whilePaused, panel.find('.footer')?.textContent]).toEqual([
      null,
      expect.stringContaining('Was this helpful?'),
    ])
  })

  it('a closed conversation can be rated, with a sentence', async () => {
    const panel = await openPanel()
    const ticket = { id: 'k', number: 1, status: 'resolved' } as const
    panel.fake.setThread({ thread: buildThread({ ticket, mode: 'people' }), messages: [question] })
    await settled()
    expect(panel.find('.footer > p')?.textContent).toBe(
      'This conversation is closed. Writing again opens it.',
    )
    const good = panel.find<HTMLInputElement>('input[value="4"]')
    if (good === null) throw new Error('no score')
    good.checked = true
    good.dispatchEvent(new Event('change', { bubbles: true }))
    await settled()
    const comment = panel.find<HTMLInputElement>('.rating-comment')
    if (comment === null) throw new Error('no comment')
    comment.value = 'Quick'
    await click(panel, 'Send rating')
    expect(panel.fake.calls).toContainEqual(['rate', THREAD_ID, 4, 'Quick'])
    expect(panel.find('.footer')?.textContent).toBe('Thank you for your rating.')
  })

  it('a rating that has come into the conversation is not asked for again', async () => {
    const panel = await openPanel()
    const ticket = { id: 'k', number: 1, status: 'resolved' } as const
    const rating = buildMessage({ id: 'r', author: 'notice', content: 'Rating: 4 of 5' })
    panel.fake.setThread({
      thread: buildThread({ ticket, mode: 'people' }),
      messages: [question, rating],
    })
    await settled()
    expect(panel.find('.footer')?.textContent).toBe('Thank you for your rating.')
  })
})
