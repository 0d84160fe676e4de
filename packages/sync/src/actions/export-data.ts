/** Everything that is stored of the visitor, as plain data: a copy to keep, or to take elsewhere. */
import type { Clock, Message } from '@porchlight/protocol'
import { messagesOf } from '../store/queries.ts'
import type { MessageRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { ExportedData } from '../sync.ts'

export function exportData(store: Store, clock: Clock): Promise<ExportedData> {
  return store.read(async (tx) => {
    const threads: ExportedData['threads'][number][] = []
    for (const { id, info } of await tx.threads.all()) {
      const rows = await tx.messages.all(messagesOf(id))
      threads.push({ id, thread: info, messages: rows.map(toMessage) })
    }
    return { exportedAt: new Date(clock.now()).toISOString(), threads }
  })
}

function toMessage({
  pos: _pos,
  sid: _sid,
  failed: _failed,
  lateText: _,
  ...message
}: MessageRow): Message {
  return message
}
