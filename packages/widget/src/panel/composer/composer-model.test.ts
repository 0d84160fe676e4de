import type { SendResult } from '@porchlight/sync'
import { describe, expect, it } from 'vitest'
import { createComposerModel } from './composer-model.ts'

const STORED: SendResult = { kind: 'stored', id: 'm', thread: 't' }

/** A composer over a core that answers when it is told to. */
function buildComposer() {
  const sent: string[] = []
  const answers: ((result: SendResult) => void)[] = []
  const model = createComposerModel((content) => {
    sent.push(content)
    return new Promise((answer) => answers.push(answer))
  })
  const settle = () => new Promise((done) => setImmediate(done))
  async function answer(result: SendResult) {
    answers.shift()?.(result)
    await settle()
  }
  return { model, sent, answer, settle }
}

describe('the composer', () => {
  it('clears once the message is stored, and not before', async () => {
    const { model, answer, settle } = buildComposer()
    model.write('Hello')
    void model.submit()
    await settle()
    expect(model.text.value).toBe('Hello')
    await answer(STORED)
    expect(model.text.value).toBe('')
  })

  it('keeps what was typed while the message was being stored', async () => {
    const { model, answer } = buildComposer()
    model.write('Hello')
    void model.submit()
    model.write('Hello again')
    await answer(STORED)
    expect(model.text.value).toBe(' again')
  })

  it('sends once when Enter is pressed twice', async () => {
    const { model, sent, answer, settle } = buildComposer()
    model.write('Hello')
    void model.submit()
    void model.submit()
    await settle()
    await answer(STORED)
    await answer(STORED)
    expect(sent).toEqual(['Hello'])
  })

  it('leaves what is still being written out of what was sent before', async () => {
    const { model, sent, answer } = buildComposer()
    model.write('one')
    void model.submit()
    void model.submit()
    model.write('one two')
    void model.submit()
    model.write('one two three')
    await answer(STORED)
    await answer(STORED)
    expect([sent, model.text.value]).toEqual([['one', ' two'], ' three'])
  })

  it('sends what was to be sent when the page has put another text there', async () => {
    const { model, sent, answer } = buildComposer()
    model.write('one')
    void model.submit()
    model.write('one two')
    void model.submit()
    model.write('About order 5')
    await answer(STORED)
    await answer(STORED)
    expect([sent, model.text.value]).toEqual([['one', ' two'], 'About order 5'])
  })

  it('sends nothing after a message that was refused, and keeps it behind that one', async () => {
    const { model, sent, answer } = buildComposer()
    model.write('one')
    void model.submit()
    model.write('one two')
    void model.submit()
    await answer({ kind: 'full' })
    expect([sent, model.text.value, model.refusal.value]).toEqual([['one'], 'one two', 'full'])
  })

  it('takes nothing from the draft of another conversation for what was sent in this one', async () => {
    const { model, answer } = buildComposer()
    model.write('Hello')
    void model.submit()
    model.replace('Hello to you')
    await answer(STORED)
    expect(model.text.value).toBe('Hello to you')
  })

  it('puts what comes back behind what is being stored, and sends that once', async () => {
    const { model, sent, answer } = buildComposer()
    model.write('one')
    void model.submit()
    model.write('one two')
    model.restore('came back')
    await answer(STORED)
    expect([sent, model.text.value]).toEqual([['one'], 'came back\n two'])
  })

  it('puts a refused message before the text that the page has put there meanwhile', async () => {
    const { model, answer } = buildComposer()
    model.write('one')
    void model.submit()
    model.write('About order 5')
    await answer({ kind: 'full' })
    expect([model.text.value, model.refusal.value]).toEqual(['one\nAbout order 5', 'full'])
  })

  it('sends nothing more of a visitor who has signed out', async () => {
    const { model, sent, answer } = buildComposer()
    model.write('one')
    void model.submit()
    model.write('one two')
    void model.submit()
    model.replace('')
    model.write('new')
    void model.submit()
    await answer(STORED)
    await answer(STORED)
    expect([sent, model.text.value]).toEqual([['one', 'new'], ''])
  })

  it.each(['', '   ', '\n\t\n'])('does not send blank text %j', async (blank) => {
    const { model, sent } = buildComposer()
    model.write(blank)
    await model.submit()
    expect([model.isBlank.value, sent]).toEqual([true, []])
  })

  it('refuses 10,001 characters before sending and keeps them', async () => {
    const { model, sent } = buildComposer()
    const text = 'x'.repeat(10_001)
    model.write(text)
    await model.submit()
    expect({ text: model.text.value, refusal: model.refusal.value, sent }).toEqual({
      text,
      refusal: 'too_long',
      sent: [],
    })
  })

  it('counts characters as the server does: an emoji of two code units is one', () => {
    const { model } = buildComposer()
    model.write('💡'.repeat(10_000))
    expect([model.length.value, model.isTooLong.value]).toEqual([10_000, false])
  })

  it('shows the counter within 500 characters of the limit', () => {
    const { model } = buildComposer()
    model.write('x'.repeat(9_500))
    expect(model.isNearLimit.value).toBe(false)
    model.write('x'.repeat(9_501))
    expect(model.isNearLimit.value).toBe(true)
  })

  it('takes the refusal back as soon as the text is short enough', async () => {
    const { model } = buildComposer()
    model.write('x'.repeat(10_002))
    await model.submit()
    model.write('x'.repeat(10_001))
    expect(model.refusal.value).toBe('too_long')
    model.write('x'.repeat(10_000))
    expect(model.refusal.value).toBe(null)
  })

  it.each<SendResult>([{ kind: 'full' }, { kind: 'not_stored', cause: null }])(
    'keeps the text and says why when the core answers $kind',
    async (result) => {
      const { model, answer, settle } = buildComposer()
      model.write('Hello')
      void model.submit()
      await settle()
      await answer(result)
      expect([model.text.value, model.refusal.value]).toEqual(['Hello', result.kind])
    },
  )

  it('puts a message that comes back before what is being written', () => {
    const { model } = buildComposer()
    model.write('second')
    model.restore('first')
    expect(model.text.value).toBe('first\nsecond')
  })
})
