import type { SendResult, Sync } from '@porchlight/sync'
import type { SendOptions } from '../api/chat.ts'
import type { Host } from '../api/host.ts'

/** What a page sends in the name of its visitor. */
export async function sendMessage(
  sync: Sync,
  host: Pick<Host, 'call'>,
  [text, options]: readonly unknown[],
): Promise<SendResult> {
  const { thread, open }: SendOptions = Object(options)
  if (open !== false) host.call('open')
  const content = String(text)
  return await sync.send(typeof thread === 'string' ? { content, thread } : { content })
}
