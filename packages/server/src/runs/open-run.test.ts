import { uuidv7 } from '@porchlight/protocol'
import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { DEFAULT_PROJECT_ID } from '../auth/projects.ts'
import { notFound } from '../problem-response.ts'
import { ENGINE } from '../testing/test-database.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { findOrCreateThread, loadThread } from '../thread/thread.ts'
import { type Opening, openRun } from './open-run.ts'

const ROUNDS = 6
const { fill } = createSeededRandom(12)

function openingOf(conversation: string, content: string | null): Opening {
  return {
    conversation,
    content,
    trace_id: uuidv7(0, fill),
    attached_context: [],
    initial_permission_mode: 'default',
    task_id: null,
    principal: {
      kind: 'key',
      id: 'key',
      hash: null,
      project: DEFAULT_PROJECT_ID,
      scopes: '*',
      agent: null,
    },
    headers: new Headers(),
    check: () => {},
    onNewThread: () => {},
  }
}

it.each([null, 'Hi'])(
  '[SV31] asks whose it is when another was faster to make it: %s',
  async (content) => {
    const { store } = await openTestStoreWithProject(undefined, { hasAssistant: true })
    const conversation = uuidv7(0, fill)
    await store.write((tx) =>
      findOrCreateThread(tx, { id: conversation, project: DEFAULT_PROJECT_ID, visitor: null }),
    )
    const opening = { ...openingOf(conversation, content), check: () => throwNotFound() }
    const late = store.write((tx) => openRun(tx, null, opening))
    await expect(late).rejects.toMatchObject({ status: 404 })
  },
)

function throwNotFound(): never {
  throw notFound()
}

it.skipIf(ENGINE !== 'postgres')(
  '[SV148] (PostgreSQL: many writers) who warms and who sends by one new id never wait in a circle',
  async () => {
    let gaveWay = 0
    const { store } = await openTestStoreWithProject(
      {
        transactionEnded: () => {},
        committed: () => {},
        gaveWay: () => {
          gaveWay += 1
        },
      },
      { hasAssistant: true },
    )
    const settings = { answers_per_month: 500 }
    await store.write((tx) => changeConversationsSettings(tx, DEFAULT_PROJECT_ID, settings))
    for (let round = 0; round < ROUNDS; round++) {
      const conversation = uuidv7(0, fill)
      const open = (content: string | null): Promise<string> =>
        store.write(async (tx) => {
          const known = await loadThread(tx, conversation)
          return (await openRun(tx, known, openingOf(conversation, content))).run_id
        })
      const runs = await Promise.all([open(null), open('Hi'), open(null), open('Hello')])
      expect(new Set(runs).size).toBe(1)
    }
    expect(gaveWay).toBe(0)
  },
)
