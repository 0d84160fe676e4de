import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { buildMessage, buildThread, createFakeSync, THREAD_ID } from '../../test/fake-sync.ts'
import { panelEn } from '../i18n/en.ts'
import { announceConversation } from './announce-conversation.ts'
import { createConversationModel } from './conversation-model.ts'

function listen({ isOpen = true } = {}) {
  const fake = createFakeSync()
  const said: string[] = []
  const writing = signal<string | null>(null)
  const conversation = createConversationModel(false, () => false)
  announceConversation({
    conversation,
    isOpen: signal(isOpen),
    writing: () => writing.value,
    speech: signal({ strings: panelEn }),
    announce: (text) => said.push(text),
  })
  const question = buildMessage({ id: 'q' })
  fake.setThread({ thread: buildThread(), messages: [question] })
  conversation.connect(fake.sync)
  return { fake, said, question, writing, conversation }
}

describe('what is said aloud', () => {
  it('is nothing of what was there before', () => {
    expect(listen().said).toEqual([])
  })

  it('is that somebody of the team writes, once before each message', () => {
    const { fake, said, question, writing } = listen()
    for (const who of ['Ada is typing', null, 'Ada is typing', 'Ben is typing']) writing.value = who
    const reply = buildMessage({ id: 'a', author: 'agent', authorName: 'Ada', content: 'Yes.' })
    fake.setThread({ messages: [question, reply] })
    writing.value = null
    writing.value = 'Ada is typing'
    expect(said).toEqual(['Ada is typing', 'Ada: Yes.', 'Ada is typing'])
  })

  it('is an answer of 300 tokens in two announcements, none of them a token', () => {
    const { fake, said, question } = listen()
    const thread = buildThread({ run: 'r' })
    for (let words = 1; words <= 300; words++) {
      const content = 'word '.repeat(words)
      const answer = buildMessage({ id: 'a', author: 'assistant', content, isWriting: true })
      fake.setThread({ thread, messages: [question, answer] })
    }
    const answer = buildMessage({ id: 'a', author: 'assistant', content: '**Yes**, you can.' })
    fake.setThread({ thread: buildThread(), messages: [question, answer] })
    expect(said).toEqual(['Assistant is answering', 'Assistant: Yes, you can.'])
  })

  it('tells that an answer was cut off', () => {
    const { fake, said, question } = listen()
    const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes', incomplete: true })
    fake.setThread({ messages: [question, answer] })
    expect(said).toEqual(['Assistant: Yes\nThis answer was cut off.'])
  })

  it('says an answer that pauses once, when it is complete', () => {
    const { fake, said, question } = listen()
    const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes', isWriting: true })
    const thread = buildThread({ run: 'r' })
    fake.setThread({ thread, messages: [question, answer] })
    fake.setThread({
      thread,
      messages: [question, { ...answer, isWriting: false, incomplete: true }],
    })
    fake.setThread({ thread, messages: [question, answer] })
    const whole = buildMessage({ id: 'a', author: 'assistant', content: 'Yes, you can.' })
    fake.setThread({ thread: buildThread(), messages: [question, whole] })
    expect(said).toEqual(['Assistant is answering', 'Assistant: Yes, you can.'])
  })

  it('names the person who replies', () => {
    const { fake, said, question } = listen()
    const reply = buildMessage({ id: 'a', author: 'agent', authorName: 'Maja', content: 'Hi' })
    fake.setThread({ messages: [question, reply] })
    expect(said).toEqual(['Maja: Hi'])
  })

  it('tells of a failure, since a colour does not', () => {
    const { fake, said, question } = listen()
    const delivery = { state: 'failed', code: 'invalid', detail: '' } as const
    fake.setThread({ messages: [{ ...question, delivery }] })
    expect(said).toEqual(['Not sent'])
  })

  it('is not what comes into view from earlier', () => {
    const { fake, said, question } = listen()
    const older = buildMessage({ id: 'o', author: 'agent', content: 'long ago' })
    fake.setThread({ messages: [older, question] })
    expect(said).toEqual([])
  })

  it('is nothing of another conversation that has been read before', () => {
    const { fake, said, conversation } = listen()
    const other = '01890000-0000-7000-8000-000000000001'
    fake.setOther({
      id: other,
      thread: buildThread({ id: other }),
      messages: [buildMessage({ id: 'b', author: 'agent', content: 'long ago' })],
      hasMore: false,
      isLoaded: true,
    })
    conversation.choose(other)
    conversation.choose(THREAD_ID)
    expect(said).toEqual([])
  })

  it('tells when the connection goes and comes', () => {
    const { fake, said } = listen()
    fake.setStatus({ connection: 'offline', waiting: 1 })
    fake.setStatus({ waiting: 2 })
    fake.setStatus({ connection: 'online', waiting: 0 })
    expect(said).toEqual([
      'No connection. We will send 1 message when it is back.',
      'The connection is back.',
    ])
  })

  it('is nothing while the panel is closed', () => {
    const { fake, said, question } = listen({ isOpen: false })
    fake.setThread({ messages: [question, buildMessage({ id: 'a', author: 'agent' })] })
    expect(said).toEqual([])
  })
})
