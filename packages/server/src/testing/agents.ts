/** People of the team, with a key each. */
import { hashSecret } from '../auth/secrets.ts'
import { inDatabase } from './test-database.ts'
import type { Caller, TestServer } from './test-server.ts'

export interface TestAgent extends Caller {
  readonly token: string
  readonly id: number
}

/** Adds somebody to the team of a project, and a key in their name. */
export async function addAgent(
  { callerWith, place, clock, id }: TestServer,
  { name = 'Grace', project = 1, scopes = '*' } = {},
): Promise<TestAgent> {
  const key = `plk_${id()}`
  const created_at = clock.now()
  const email = `${name.toLowerCase()}@team.test`
  const agent = { project_id: project, name, email, avatar_url: null, created_at, deleted_at: null }
  const life = { expires_at: null, revoked_at: null, created_at }
  const agentId = await inDatabase(place, async (db) => {
    const row = await db
      .insertInto('agents')
      .values(agent)
      .returning('id')
      .executeTakeFirstOrThrow()
    const owned = { project_id: project, name, scopes, agent_id: row.id }
    await db
      .insertInto('api_keys')
      .values({ hash: hashSecret(key), ...owned, ...life })
      .execute()
    return row.id
  })
  return { ...callerWith(key), token: key, id: agentId }
}

/** A second project, which nobody here may see. @returns its id */
export async function addProject({ place, clock }: TestServer): Promise<number> {
  const row = {
    id: 2,
    name: 'other',
    widget_token: 'plw_other',
    settings: '{}',
    next_ticket_number: 1,
    created_at: clock.now(),
  }
  await inDatabase(place, (db) => db.insertInto('projects').values(row).execute())
  return row.id
}
