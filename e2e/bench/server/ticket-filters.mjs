/**
 * Each filter of the list twice: as a client of the API asks for it, and as somebody who knows the
 * tables would write it.
 */

/**
 * @typedef {object} TicketFilter
 * @property {string} name
 * @property {string} query of the list's URL
 * @property {string} where the same tickets, in SQL; `now` stands for this moment
 * @property {string} order of the rows, as the API sorts them
 */

const NEWEST = 'updated_at desc, number desc'

/** @type {readonly TicketFilter[]} */
export const FILTERS = [
  { name: 'newest', query: '', where: '1 = 1', order: NEWEST },
  { name: 'open', query: 'status=open', where: `status = 'open'`, order: NEWEST },
  {
    name: 'two statuses, by number',
    query: 'status=new,open&order_by=ticket_number',
    where: `status in ('new', 'open')`,
    order: 'number',
  },
  {
    name: 'urgent and unassigned',
    query: 'priority=high,critical&assignee=unassigned',
    where: `priority in ('high', 'critical') and assignee_id is null`,
    order: NEWEST,
  },
  {
    name: 'one tag',
    query: 'tags=["refund"]',
    where: `t.id in (select ticket_id from ticket_tags where project_id = 1 and name = 'refund')`,
    order: NEWEST,
  },
  { name: 'SLA breached', query: 'sla=breached', where: 'sla_due_at < :now', order: NEWEST },
  { name: 'by number', query: 'search=77777', where: 'number = 77777', order: NEWEST },
  {
    name: 'by text',
    query: 'search=lamp',
    where: `(lower(trait_name) like '%lamp%' or lower(trait_email) like '%lamp%' or exists (
      select 1 from messages m where m.conversation_id = t.conversation_id and m.state = 'posted'
      and lower(m.content) like '%lamp%'))`,
    order: NEWEST,
  },
]
