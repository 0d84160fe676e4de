/** A chat as a page begins it, over a core in memory. */
import type { CallableChat } from '../src/api/chat.ts'
import { createApi } from '../src/api/create-api.ts'
import { createTestFiles } from './lazy-files.ts'
import { settled } from './settled.ts'

const chats: CallableChat[] = []

/** Leaves nothing of a test to the next one. */
export async function leavePage(): Promise<void> {
  for (const chat of chats.splice(0)) await chat.destroy()
  document.body.replaceChildren()
}

/** @param isDeveloped whether the page is told what is wrong with what it says */
export async function start(
  given: Record<string, unknown> = { token: 't' },
  isDeveloped = false,
  test = createTestFiles(),
) {
  const element = document.createElement('porchlight-root')
  const ours = { apiHost: 'https://chat.example', debug: isDeveloped }
  const chat = createApi({ sources: [ours, given], files: test.files, element })
  chats.push(chat)
  await settled()
  const find = (selector: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null
  return { ...test, chat, element, find }
}

/** What an operation settles on, or `waits`. */
export async function stateOf(operation: Promise<unknown>): Promise<unknown> {
  return await Promise.race([operation, settled().then(() => 'waits')])
}
