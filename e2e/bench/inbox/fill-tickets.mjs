import { copyRows, numbersUpTo, onSqlite } from '../server/copy-rows.mjs'

/**
 * Copies of the one ticket there is, each with what its row is drawn of: a person, a preview and a state of its own.
 *
 * @param {string} file the database of a server on SQLite, which may have it open
 * @param {number} count of tickets afterwards
 */
export async function fillTickets(file, count) {
  const sql = onSqlite(file)
  const numbers = numbersUpTo(count)
  const id = `substr('00000000' || n.i, -8) || '-0000-7000-8000-000000000000'`
  const name = `'Ada Lund the ' || n.i || 'th'`
  const text = `case n.i % 3 when 0 then 'Where is my parcel? I have been **waiting** since Monday.' when 1 then 'It flickers, see [the page](https://lamps.example/care).' else 'Thank you!' end`
  await copyRows(sql, 'conversations', numbers, { id, updated_at: 'updated_at - n.i' })
  await copyRows(sql, 'tickets', numbers, {
    id,
    conversation_id: id,
    number: 'n.i',
    updated_at: 'updated_at - n.i',
    created_at: 'created_at - n.i',
    last_message_at: 'last_message_at - n.i',
    last_message_text: text,
    anonymous_traits: `json_object('name', ${name})`,
    trait_name: name,
    unread_team_count: 'n.i % 3',
    tags: `case n.i % 5 when 0 then '["refund","repair"]' else '["parcel"]' end`,
    status: `case n.i % 5 when 0 then 'new' when 1 then 'open' when 2 then 'pending' else 'resolved' end`,
    priority: `case n.i % 10 when 0 then 'critical' when 1 then 'high' else 'low' end`,
    sla_due_at: `case n.i % 20 when 0 then 1 else null end`,
  })
  await copyRows(sql, 'messages', numbers, { conversation_id: id, id, content: text })
  // What the housekeeping would do before long.
  await sql.run('analyze')
  await sql.close()
}
