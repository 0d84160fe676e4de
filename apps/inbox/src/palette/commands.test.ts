import { createManualClock, settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { createInbox } from '../models/inbox.ts'
import { createReplies } from '../models/replies.ts'
import { buildQueryBar } from '../testing/build.ts'
import { createMemoryDrafts, createMemoryStorage } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { commandsOf } from './commands.ts'

it('goes to the mails only with a key that may do everything', async () => {
  const { client } = openFakeApi()
  const clock = createManualClock()
  const inbox = createInbox({
    client,
    clock,
    random: () => 0,
    ticketNumber: signal(null),
    isMails: signal(false),
    settings: {
      part: signal(null),
      load: () => Promise.reject(new Error('not wanted')),
      storage: createMemoryStorage,
    },
    bar: buildQueryBar(),
    isVisible: signal(true),
    replies: createReplies({ newKey: () => 'key', clock, drafts: createMemoryDrafts() }),
    onRefused: () => {},
  })
  await settle()
  const none = (): void => {}
  const around = { nowMs: 0, onSignOut: none, onHelp: none, onGo: none }
  const may = (scope: string) => scope !== '*'
  const words = [inbox, { ...inbox, rights: { may, close: none } }].map((each) =>
    commandsOf(each, around).some(({ word }) => word === 'Go to the mails'),
  )
  inbox.close()
  expect(words).toEqual([true, false])
})
