/** What the page says of the core, in its own words. */
import type { MessageView, SendResult, SyncStatus } from '@porchlight/sync'

/** One line on how things stand. */
export function describeStatus({ connection, trouble, waiting, nextTryAt }: SyncStatus): string {
  if (trouble !== null) return `Letters cannot be sent from here (${trouble}).`
  const waits =
    waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'letter waits' : 'letters wait'}.`
  if (connection === 'online') return `We are listening.${waits}`
  if (connection === 'connecting') return `Connecting …${waits}`
  const next = nextTryAt === null ? '' : ` Next try at ${new Date(nextTryAt).toLocaleTimeString()}.`
  return `You are offline.${waits}${next}`
}

/** Why a letter was not taken; nothing when it was. */
export function describeRefusal(result: SendResult): string {
  switch (result.kind) {
    case 'stored':
      return ''
    case 'blank':
      return 'There is nothing in it yet.'
    case 'too_long':
      return `It has ${result.length} characters; ${result.limit} fit.`
    case 'full':
      return 'Too many letters wait already. This one is still here.'
    case 'not_stored':
      return 'Your browser could not keep the letter. It is still here.'
  }
}

const WAITING_FOR = {
  offline: 'a connection',
  turn: 'its turn',
  busy: 'a free moment of the server',
  session: 'somebody to set up this chat',
} as const

/** Where one message stands. */
export function describeDelivery({ delivery, isWriting, change }: MessageView): string {
  if (change?.kind === 'withdraw') return 'being taken back'
  if (change?.kind === 'edit') return `being changed to “${change.content}”`
  if (isWriting) return 'is being written'
  switch (delivery?.state) {
    case 'waiting':
      return `waits for ${WAITING_FOR[delivery.why]}`
    case 'failed':
      return `not sent: ${delivery.detail}`
    case 'held':
      return 'received'
    default:
      return delivery?.state ?? ''
  }
}
