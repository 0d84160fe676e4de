import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, THREAD_ID } from '../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
})

const question = buildMessage({ id: 'q' })
const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes.' })

describe('somebody of the team who writes', () => {
  const writers = (name: string | null) => ({ writers: new Map([[THREAD_ID, name]]) })

  it('is seen behind the last message, by name or as the team', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.fake.setActivity(writers('Ada'))
    await settled()
    const last = (): string | undefined => panel.texts('.group').at(-1) ?? undefined
    const byName = [last(), panel.texts('.dots').length]
    panel.fake.setActivity(writers(null))
    await settled()
    const asTeam = last()
    panel.fake.setActivity({ writers: new Map() })
    await settled()
    expect([...byName, asTeam, panel.texts('.dots').length]).toEqual([
      'Ada is typing',
      1,
      'Team is typing',
      0,
    ])
  })

  it('is not seen in another conversation, nor beside an answer that is being written', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.fake.setActivity({ writers: new Map([['other', 'Ada']]) })
    await settled()
    const elsewhere = panel.texts('.dots').length
    panel.fake.setActivity(writers('Ada'))
    await panel.show([question], 'run')
    const thinking = panel.texts('.dots').length
    await panel.show([question, { ...answer, isWriting: true }], 'run')
    expect([elsewhere, thinking, panel.texts('.dots').length]).toEqual([0, 1, 0])
  })

  it('and what the visitor writes is looked at while the panel is open', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.type('Hi')
    panel.chat.close()
    panel.chat.prefill('Hi there')
    expect(panel.fake.typed.slice(-3)).toEqual([
      [THREAD_ID, 'Hi'],
      [null, 'Hi'],
      [null, 'Hi there'],
    ])
  })
})
