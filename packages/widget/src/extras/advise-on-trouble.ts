/** Tells the developer of a page what keeps the chat from its work, each once. */
import type { ChatEvents, Events } from '../api/events.ts'
import { tellDeveloper } from './tell-developer.ts'

/** Somebody who signs out is no mistake of the page. */
const CAUSES: Readonly<Record<Exclude<ChatEvents['error']['kind'], 'signed_out'>, string>> = {
  load: 'a file of the chat could not be fetched. Is it there, and does the policy of this page (`script-src`) let it in?',
  token: 'the server does not know this token.',
  storage: 'this page may not store anything (IndexedDB), so messages are refused.',
  outdated: 'another tab runs a newer version of the chat. A reload of this page brings it.',
}

const UNREACHABLE =
  'the server cannot be reached, or does not answer as one of ours. Worth a look: `apiHost`, the policy of this page (`connect-src`), and the domains in the settings of the server.'

export function adviseOnTrouble(chat: Pick<Events, 'on'>): void {
  const told = new Set<string>()
  function tell(text: string): void {
    if (!told.has(text)) tellDeveloper(text)
    told.add(text)
  }
  chat.on('error', ({ kind }) => {
    if (kind !== 'signed_out') tell(CAUSES[kind])
  })
  chat.on('sync-changed', ({ connection }) => {
    // Without a network of its own the page has nothing to mend.
    if (connection === 'offline' && navigator.onLine) tell(UNREACHABLE)
  })
}
