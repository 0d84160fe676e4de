import type { ChangeResult, SendRefusal, SendResult } from '@porchlight/sync'
import { describe, expect, it } from 'vitest'
import { createComposerModel } from './composer-model.ts'
import { createEditing } from './editing.ts'

function buildEditing(answer: ChangeResult | SendRefusal) {
  const edits: (readonly [string, string])[] = []
  const composer = createComposerModel(async () => ({ kind: 'stored', id: 'm', thread: 't' }))
  const editing = createEditing(composer, async (...edit) => {
    edits.push(edit)
    return answer
  })
  return { composer, editing, edits }
}

describe('a message that is being changed', () => {
  it('sets aside what was being written, and gives it back', () => {
    const { composer, editing } = buildEditing('done')
    composer.write('Half a tho')
    editing.begin({ id: 'm1', content: 'One' })
    editing.begin({ id: 'm2', content: 'Two' })
    const during = composer.text.value
    editing.cancel()
    expect([during, composer.text.value, editing.target.value]).toEqual(['Two', 'Half a tho', null])
  })

  it.each(['done', 'asked'] as const)('is changed where the answer is %s', async (answer) => {
    const { composer, editing, edits } = buildEditing(answer)
    editing.begin({ id: 'm', content: 'Old' })
    composer.write('New')
    await editing.save()
    expect([edits, editing.target.value, composer.text.value]).toEqual([[['m', 'New']], null, ''])
  })

  it('that was posted first leaves the new text in the composer, and says so until it is sent', async () => {
    const { composer, editing } = buildEditing('too_late')
    composer.write('Half a tho')
    editing.begin({ id: 'm', content: 'Old' })
    composer.write('New')
    await editing.save()
    expect([editing.isTooLate.value, composer.text.value]).toEqual([true, 'New\nHalf a tho'])
    await composer.submit()
    expect([editing.isTooLate.value, composer.text.value]).toEqual([false, ''])
  })

  it('stays as it is when the store fails, and says why', async () => {
    const { composer, editing } = buildEditing('not_now')
    editing.begin({ id: 'm', content: 'Old' })
    composer.write('New')
    await editing.save()
    expect([editing.target.value, composer.text.value, composer.refusal.value]).toEqual([
      'm',
      'New',
      'not_stored',
    ])
  })

  describe('while a message before it is on its way into the store', () => {
    async function beginEarly(content: string) {
      let store = (_: SendResult): void => undefined
      const stored = new Promise<SendResult>((resolve) => {
        store = resolve
      })
      const composer = createComposerModel(() => stored)
      const editing = createEditing(composer, async () => 'done')
      composer.write('Hello')
      const sending = composer.submit()
      composer.write('Hello again')
      editing.begin({ id: 'm', content })
      async function answer(result: SendResult) {
        store(result)
        await sending
      }
      return { composer, editing, answer }
    }

    it('keeps its text, also where that begins with the other', async () => {
      const { composer, editing, answer } = await beginEarly('Hello you')
      await answer({ kind: 'stored', id: 'm', thread: 't' })
      const during = composer.text.value
      editing.cancel()
      expect([during, composer.text.value]).toEqual(['Hello you', ' again'])
    })

    it('gives back all that was written where the store fails', async () => {
      const { composer, editing, answer } = await beginEarly('Hello you')
      await answer({ kind: 'full' })
      const during = [composer.text.value, composer.refusal.value]
      await editing.save()
      expect([during, composer.text.value]).toEqual([['Hello you', 'full'], 'Hello again'])
    })
  })

  it.each(['   ', 'x'.repeat(10_001)])('is not given a text that will not do', async (text) => {
    const { composer, editing, edits } = buildEditing('done')
    editing.begin({ id: 'm', content: 'Old' })
    composer.write(text)
    await editing.save()
    expect([edits, editing.target.value, composer.text.value]).toEqual([[], 'm', text])
  })
})
