/** Who works on a ticket: how it is named in a request, and whether there is such a person. */
import { parse, uuidSchema } from '@porchlight/protocol'
import { invalid } from '../problem-response.ts'
import type { ReadTx } from '../store/store.ts'

/** Ids of agents are 32 bits wide. A number beyond them names nobody, and would break a query. */
export const AGENT_ID_MAX: number = 2 ** 31 - 1

/**
 * Reads `{type: 'user', id}`, or null for nobody.
 *
 * @returns the agent's id
 * @throws Refusal 400 with the published texts. There are no roles here, so none belongs to us.
 */
export async function resolveAssignee(
  tx: ReadTx,
  project: number,
  assignee: unknown,
): Promise<number | null> {
  if (assignee === null) return null
  if (typeof assignee !== 'object' || Array.isArray(assignee)) throw wrong('must be an object')
  if (!('type' in assignee && 'id' in assignee)) throw wrong("must have 'type' and 'id'")
  const { type, id } = assignee
  if (type !== 'user' && type !== 'role') throw wrong("type must be 'user' or 'role'")
  if (type === 'role') {
    const isUuid = parse(uuidSchema, id).ok
    throw wrong(
      isUuid ? 'role does not belong to this organization' : 'role id must be a valid UUID',
    )
  }
  if (typeof id !== 'number' || !Number.isInteger(id)) throw wrong('user id must be an integer')
  if (!(await isAgent(tx, project, id))) throw wrong('user is not a member of this organization')
  return id
}

const wrong = (detail: string): Error => invalid('assignee', detail)

async function isAgent(tx: ReadTx, project: number, id: number): Promise<boolean> {
  if (Math.abs(id) > AGENT_ID_MAX) return false
  const agent = await tx.db
    .selectFrom('agents')
    .select('id')
    .where('id', '=', id)
    .where('project_id', '=', project)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return agent !== undefined
}
