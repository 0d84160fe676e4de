import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { createApiKey, openProject } from '../auth/projects.ts'
import { DEFAULTS } from '../server-options.ts'
import { openSqlite } from '../store/open-database.ts'
import { createStore, type Store } from '../store/store.ts'
import { createWakeUps } from '../store/wake-ups.ts'
import { postMessage } from '../thread/post-message.ts'
import { createThread, saveThread } from '../thread/thread.ts'
import { beginRun } from './begin-run.ts'
import { renewLease } from './run-writer.ts'
import { endDeadRuns, type SweepOptions } from './sweep.ts'

const random = createSeededRandom(3).fill

/** A store with three active runs: nobody's, one with a live lease, and one whose lease is over. */
async function openWithRuns(): Promise<{ store: Store; active(): Promise<string[]> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-sweep-'))
  const clock = createManualClock()
  const store = createStore(await openSqlite(dataDir), {
    clock,
    random,
    wakeUps: createWakeUps(),
    policy: { hasAssistant: true, maxQueueMessages: 20, drainAfterMs: 3_000 },
  })
  onTestFinished(async () => {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  await store.write((tx) => openProject(tx, random, {}))
  for (const [title, lease] of [
    ['unclaimed', null],
    ['live', clock.now()],
    ['dead', clock.now() - 1],
  ] as const) {
    await store.write(async (tx) => {
      const thread = await createThread(tx, { id: tx.createId(), project: 1, visitor: null })
      await postMessage(tx, thread, { id: tx.createId(), author: 'visitor', content: title })
      await beginRun(tx, thread)
      await saveThread(tx, thread)
      const { run_id: id } = thread.conversation
      await tx.db
        .updateTable('runs')
        .set({ lease_until: lease })
        .where('id', '=', id ?? '')
        .execute()
    })
  }
  const active = (): Promise<string[]> =>
    store.read(async (tx) => {
      const rows = await tx.db
        .selectFrom('conversations')
        .select('title')
        .where('run_id', 'is not', null)
        .execute()
      return rows.map(({ title }) => title ?? '').sort()
    })
  return { store, active }
}

it.each<[string, Partial<SweepOptions>, string[]]>([
  ['ends what has lost its lease', {}, ['live', 'unclaimed']],
  ['spares what this process answers', { isHeld: () => true }, ['dead', 'live', 'unclaimed']],
  ['ends every lease when no other process can be alive', { isSoleProcess: true }, ['unclaimed']],
  ['ends what nobody will ever claim', { hasRunner: false }, ['live']],
])('[SV16] %s', async (_what, options, left) => {
  const { store, active } = await openWithRuns()
  await endDeadRuns(store, {
    isHeld: () => false,
    isSoleProcess: false,
    hasRunner: true,
    log: DEFAULTS.log,
    ...options,
  })
  expect(await active()).toEqual(left)
})

it('[SV16] lets a holder write only under the epoch that it claimed', async () => {
  const { store } = await openWithRuns()
  const renewed = await store.write(async (tx) => {
    const run = await tx.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    await tx.db.updateTable('runs').set({ epoch: 2 }).where('id', '=', run.id).execute()
    const claim = { run: run.id, conversation: run.conversation_id }
    return [
      await renewLease(tx, { ...claim, epoch: 1 }),
      await renewLease(tx, { ...claim, epoch: 2 }),
    ]
  })
  expect(renewed).toEqual([false, true])
})

it('[SV3] leaves nothing of a transaction that throws, wake-ups included', async () => {
  const { store } = await openWithRuns()
  const woken: string[] = []
  store.wakeUps.subscribe('project:1', () => woken.push('project'))
  const failed = store.write(async (tx) => {
    await createApiKey(tx, random)
    tx.wake('project:1')
    throw new Error('after the write')
  })
  await expect(failed).rejects.toThrow('after the write')
  const keys = await store.read((tx) => tx.db.selectFrom('api_keys').selectAll().execute())
  expect([keys, woken]).toEqual([[], []])
})
