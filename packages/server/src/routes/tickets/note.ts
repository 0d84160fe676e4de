/** `PATCH tickets/:id/messages/:note/`: a private note as it is to be from now on. */

import { noteRequestSchema, parse, ticketMessageSchema, uuidSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { invalid, notFound } from '../../problem-response.ts'
import { changeMessage, findMessage } from '../../thread/message-rows.ts'
import { saveQuietly } from '../../thread/thread.ts'
import { toTicketMessage } from '../../thread/ticket-view.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function noteRoute({ store }: Services): Route {
  return route({
    method: 'PATCH',
    path: '/tickets/:ticket/messages/:note',
    action: 'ticket.edit_note',
    summary: 'Edit a private note',
    body: noteRequestSchema,
    answers: { 200: json(ticketMessageSchema) },
    async handle(call) {
      const note = await call.readBody()
      const id = parse(uuidSchema, call.params.note)
      const answer = await store.write(async (tx) => {
        const thread = await accessTicket(tx, call, 'ticket.edit_note')
        const row = id.ok ? await findMessage(tx, thread.conversation.id, id.value) : null
        if (row?.state !== 'posted') throw notFound()
        // What a visitor has read is not unsaid.
        if (row.is_private === 0) throw invalid(null, 'Only private notes can be edited.')
        const rich_content = note.rich_content === null ? null : JSON.stringify(note.rich_content)
        const changed = changeMessage(tx, thread, row, {
          content: note.message,
          rich_content,
        })
        saveQuietly(tx, thread)
        return toTicketMessage(changed, thread.ticket)
      })
      return jsonResponse(answer)
    },
  })
}
