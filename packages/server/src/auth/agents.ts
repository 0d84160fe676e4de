/** The people of a team: added by whoever runs the server, known by their mail address. */
import type { AgentRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { changePicture } from './agent-pictures.ts'
import { lockProject } from './lock-project.ts'

export interface NewAgent {
  readonly project: number
  readonly name: string
  readonly email: string
}

/** One address is one agent of a project. @returns null when there is one of this address */
export async function addAgent(tx: Tx, agent: NewAgent): Promise<AgentRow | null> {
  const email = agent.email.trim().toLowerCase()
  // Two who add the same person at once come here one after the other.
  await lockProject(tx, agent.project)
  const known = await findAgentsByEmail(tx, email)
  if (known.some((row) => row.project_id === agent.project)) return null
  return await tx.db
    .insertInto('agents')
    .values({
      project_id: agent.project,
      name: agent.name,
      email,
      avatar_url: null,
      created_at: tx.now,
      deleted_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Of every project in which somebody of this address works. */
export async function findAgentsByEmail(tx: ReadTx, email: string): Promise<AgentRow[]> {
  return await tx.db
    .selectFrom('agents')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Null for one who has left. */
export async function findAgent(tx: ReadTx, id: number): Promise<AgentRow | null> {
  const row = await tx.db
    .selectFrom('agents')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** In the order in which they came. */
export async function listAgents(tx: ReadTx, project: number): Promise<AgentRow[]> {
  return await tx.db
    .selectFrom('agents')
    .selectAll()
    .where('project_id', '=', project)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
}

/**
 * Somebody leaves the team. Their name stays on what they wrote, and their picture goes; their keys, those
 * that were made with them, and their links are void.  [SV143]
 *
 * @returns false when there is nobody of this address
 */
export async function removeAgent(tx: Tx, project: number, email: string): Promise<boolean> {
  // Whoever makes a key with theirs comes before, and the new one goes too, or after, and is refused.
  await lockProject(tx, project)
  const agents = await findAgentsByEmail(tx, email)
  const agent = agents.find((row) => row.project_id === project)
  if (agent === undefined) return false
  await changePicture(tx, agent.id, null)
  await tx.db.updateTable('agents').set({ deleted_at: tx.now }).where('id', '=', agent.id).execute()
  await tx.db
    .updateTable('api_keys')
    .set({ revoked_at: tx.now })
    .where('project_id', '=', project)
    .where((eb) => eb.or([eb('agent_id', '=', agent.id), eb('made_by', '=', agent.id)]))
    .where('revoked_at', 'is', null)
    .execute()
  await tx.db.deleteFrom('sign_in_links').where('agent_id', '=', agent.id).execute()
  return true
}
