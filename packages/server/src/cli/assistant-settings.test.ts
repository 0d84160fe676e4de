import { fileURLToPath } from 'node:url'
import { systemClock } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { parseHelpArticle } from '../knowledge/help-sections.ts'
import type { KnowledgeIndex } from '../knowledge/knowledge-index.ts'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { readAssistantSettings } from './assistant-settings.ts'
import { CommandError } from './command-error.ts'
import { createAssistant } from './create-assistant.ts'

const read = (variables: Record<string, string>) => (name: string) => variables[name] ?? null
const log = { error: () => {}, info: () => {}, debug: () => {} }
const KEY = 'sk-test-0123456789'
const openai = { ASSISTANT: 'openai', OPENAI_API_KEY: KEY, OPENAI_MODEL: 'm' }

it('answers from the articles where nothing is said, and asks a model where it is', () => {
  expect(readAssistantSettings(read({}))).toEqual({ kind: 'knowledge' })
  expect(readAssistantSettings(read(openai))).toEqual({
    kind: 'openai',
    openai: {
      baseUrl: 'https://api.openai.com/v1',
      apiKey: KEY,
      model: 'm',
      maxOutputTokens: 1_000,
      maxInputTokens: 6_000,
      requestTimeoutMs: 30_000,
      idleTimeoutMs: 15_000,
      maxRetries: 2,
    },
  })
})

it('takes another server, which may need no key, and other limits', () => {
  const variables = {
    ASSISTANT: 'openai',
    OPENAI_BASE_URL: 'http://localhost:11434/v1/',
    OPENAI_MODEL: 'qwen3',
    OPENAI_MAX_OUTPUT_TOKENS: '500',
    OPENAI_MAX_INPUT_TOKENS: '3000',
    OPENAI_TIMEOUT_MS: '60000',
    OPENAI_IDLE_TIMEOUT_MS: '20000',
    OPENAI_MAX_RETRIES: '0',
  }
  expect(readAssistantSettings(read(variables))).toEqual({
    kind: 'openai',
    openai: {
      baseUrl: 'http://localhost:11434/v1',
      apiKey: null,
      model: 'qwen3',
      maxOutputTokens: 500,
      maxInputTokens: 3_000,
      requestTimeoutMs: 60_000,
      idleTimeoutMs: 20_000,
      maxRetries: 0,
    },
  })
})

it.each([
  [{ ASSISTANT: 'gpt' }, 'ASSISTANT must be knowledge, openai or none.'],
  [
    { ASSISTANT: 'openai', OPENAI_MODEL: 'm' },
    'ASSISTANT=openai needs OPENAI_API_KEY, or another OPENAI_BASE_URL.',
  ],
  [{ ...openai, OPENAI_MODEL: '' }, 'ASSISTANT=openai needs OPENAI_MODEL.'],
  [
    { ...openai, OPENAI_BASE_URL: 'llm.example.com' },
    'OPENAI_BASE_URL must be like https://llm.example.com/v1.',
  ],
  [
    { ...openai, OPENAI_BASE_URL: 'https://me:secret@llm.example.com/v1' },
    'OPENAI_BASE_URL must be like https://llm.example.com/v1.',
  ],
  [
    { ...openai, OPENAI_MAX_RETRIES: '11' },
    'OPENAI_MAX_RETRIES must be a whole number from 0 to 10.',
  ],
])('refuses %o in one line', (variables, line) => {
  const known = (name: string) => read(variables)(name) || null
  expect(() => readAssistantSettings(known)).toThrow(new CommandError(line))
})

it('[SV196] does not show a key that cannot be one', () => {
  const refused = () => readAssistantSettings(read({ ...openai, OPENAI_API_KEY: `${KEY} x` }))
  expect(refused).toThrow(new CommandError('OPENAI_API_KEY has a character that no key has.'))
})

it('makes the assistant that is asked for, and none where there is nothing to answer from', async () => {
  const help = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))
  const { index: knowledge } = await openTestIndex()
  const make = async (variables: Record<string, string>, folder: string | null) => {
    const settings = readAssistantSettings(read(variables))
    const ports = {
      knowledge,
      project: 1,
      folder,
      baseUrl: null,
      isAlone: true,
      clock: systemClock,
      log,
    }
    const assistant = await createAssistant(settings, ports)
    return assistant !== null && assistant.isReady?.() !== false
  }
  const add = async () => {
    const article = parseHelpArticle('# Text', { name: 'a', baseUrl: null })
    const sections = [{ id: 'a', article: 'A', heading: null, body: 'Text', url: null }]
    await knowledge.replace(
      { project: 1, source: 'a', name: 'a' },
      { ...article, sections },
      'hash',
    )
  }
  expect([
    await make({}, null),
    await make({}, help),
    await make({ ASSISTANT: 'none' }, help),
    await make(openai, null),
    await make({}, null),
    await add().then(() => make({}, null)),
  ]).toEqual([false, true, false, true, false, true])
})

it.each([
  ['[SV173] keeps what the folder of another process has put there', false, 1],
  ['forgets the folder of its last start where no other process can have one', true, 0],
])('without a folder, %s', async (_title, isAlone, articles) => {
  const { index: knowledge } = await openTestIndex()
  const article = parseHelpArticle('# A\n\nText.', { name: 'a', baseUrl: null })
  await knowledge.replace({ project: 1, source: 'start', name: 'a' }, article, 'hash')
  const ports = {
    knowledge,
    project: 1,
    folder: null,
    baseUrl: null,
    isAlone,
    clock: systemClock,
    log,
  }
  const assistant = await createAssistant({ kind: 'knowledge' }, ports)
  expect(await knowledge.list(1)).toHaveLength(articles)
  expect(assistant?.isReady?.() !== false).toBe(articles > 0)
})

it('[SV215] says that another process has been started with another folder, and not with the same', async () => {
  const { index: knowledge } = await openTestIndex()
  const told: unknown[] = []
  const help = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))
  const other = fileURLToPath(new URL('../../../../e2e/bench/assistant/articles', import.meta.url))
  const start = async (folder: string, name: string) => {
    const info = (event: string) => {
      if (event === 'knowledge_overtaken') told.push(name)
    }
    const base = { knowledge, project: 1, baseUrl: null, isAlone: false, clock: systemClock }
    await createAssistant({ kind: 'knowledge' }, { ...base, folder, log: { ...log, info } })
  }
  await start(help, 'first')
  await start(help, 'again')
  await settle()
  expect(told).toEqual([])
  await start(other, 'other')
  // Whichever hears of it first.
  await expect.poll(() => told.toSorted()).toEqual(['again', 'first'])
})

it('[SV215] says so once, though it hears of two changes at once', async () => {
  const { index } = await openTestIndex()
  const listeners: (() => void)[] = []
  const knowledge: KnowledgeIndex = {
    ...index,
    startedWith: async () => 'the articles of others',
    onChange(listener) {
      listeners.push(listener)
      return () => {}
    },
  }
  const told: string[] = []
  const folder = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))
  const base = { knowledge, project: 1, baseUrl: null, isAlone: false, clock: systemClock, folder }
  const info = (event: string) => void told.push(event)
  await createAssistant({ kind: 'knowledge' }, { ...base, log: { ...log, info } })
  told.length = 0
  for (const listener of [...listeners, ...listeners]) listener()
  await settle()
  expect([listeners.length, told]).toEqual([1, ['knowledge_overtaken']])
})

describe('[SV215] overtaken while it reads its folder', () => {
  const help = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))

  /** Starts a process with a folder, and does something as soon as that has begun to read. */
  async function startOvertaken(meanwhile: (index: KnowledgeIndex) => Promise<unknown>, times = 1) {
    const { index } = await openTestIndex()
    const clock = createManualClock()
    const told: string[] = []
    let claims = 0
    const knowledge: KnowledgeIndex = {
      ...index,
      async claimStart() {
        claims += 1
        const claim = await index.claimStart()
        if (claims <= times) await meanwhile(index)
        return claim
      },
    }
    const base = { knowledge, project: 1, baseUrl: null, isAlone: false, clock, folder: help }
    const info = (event: string) => void told.push(event)
    const starting = createAssistant({ kind: 'knowledge' }, { ...base, log: { ...log, info } })
    return { index, clock, told, starting }
  }

  it('is ready when the other one has read its own, and content when that is the same', async () => {
    const { index, clock, told, starting } = await startOvertaken((knowledge) =>
      createAssistant(
        { kind: 'knowledge' },
        {
          knowledge,
          project: 1,
          baseUrl: null,
          isAlone: false,
          clock: systemClock,
          folder: help,
          log,
        },
      ),
    )
    await starting
    await clock.advance(0)
    expect([(await index.list(1)).length > 0, told]).toEqual([true, ['knowledge_read']])
  })

  it('reads it all the same when the other one ends before it was through', async () => {
    const { index, clock, told, starting } = await startOvertaken((knowledge) =>
      knowledge.claimStart(),
    )
    await expect.poll(() => told).toEqual(['knowledge_read'])
    expect(await index.list(1)).toEqual([])
    await settle()
    await clock.advance(15_000)
    await starting
    expect((await index.list(1)).length).toBeGreaterThan(0)
  })

  it('is ready after a second time, and says so, when others overtake it again and again', async () => {
    const { clock, told, starting } = await startOvertaken(
      (knowledge) => knowledge.claimStart(),
      Number.POSITIVE_INFINITY,
    )
    for (const reads of [1, 2]) {
      await expect
        .poll(() => told.filter((event) => event === 'knowledge_read'))
        .toHaveLength(reads)
      await settle()
      await clock.advance(15_000)
    }
    await starting
    expect(told.filter((event) => event !== 'knowledge_read')).toEqual(['knowledge_unfinished'])
  })
})

it('[SV222] notices articles that came before it listened, and those that nobody told it of', async () => {
  const clock = createManualClock()
  const { index } = await openTestIndex()
  const looks: (boolean | Error)[] = []
  const open = async (...answers: readonly (boolean | Error)[]) => {
    looks.splice(0, looks.length, ...answers)
    const knowledge = {
      ...index,
      async isEmpty() {
        const next = looks.shift() ?? false
        if (next instanceof Error) throw next
        return next
      },
    }
    const ports = { knowledge, project: 1, folder: null, baseUrl: null, isAlone: true, clock, log }
    const assistant = await createAssistant({ kind: 'knowledge' }, ports)
    await settle()
    return () => assistant?.isReady?.()
  }
  const early = await open(true, false)
  expect(early()).toBe(true)
  const untold = await open(true, true, new Error('cut'))
  await clock.advance(9_999)
  const before = [untold(), looks.length]
  await clock.advance(1)
  untold()
  await clock.advance(10_000)
  untold()
  await settle()
  expect([before, untold()]).toEqual([[false, 1], true])
})
