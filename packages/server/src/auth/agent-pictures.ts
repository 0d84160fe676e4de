/** Pictures of the team, which this server keeps itself, so that nobody's browser has to ask anybody else. */
import type { FillRandom } from '@porchlight/protocol'
import type { AgentPictureRow, AgentRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { Picture } from './read-picture.ts'
import { randomToken } from './secrets.ts'

/** Below it each picture has an address of its own. */
export const PICTURES_PATH = '/api/agents/v1/pictures'

/**
 * Puts a picture in the place of the one there was, or of none, under an address that nobody can guess.
 *
 * @param wanted null for none
 * @returns the agent as they are now; null when there is nobody of this id
 */
export async function changePicture(
  tx: Tx,
  agent: number,
  wanted: { readonly picture: Picture; readonly random: FillRandom } | null,
): Promise<AgentRow | null> {
  const id = wanted === null ? null : randomToken(wanted.random)
  // First, since it lets changes of one agent come one after the other.
  const row = await tx.db
    .updateTable('agents')
    .set({ avatar_url: id === null ? null : `${PICTURES_PATH}/${id}` })
    .where('id', '=', agent)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return null
  await tx.db.deleteFrom('agent_pictures').where('agent_id', '=', agent).execute()
  if (wanted !== null && id !== null) {
    const { mediaType, bytes } = wanted.picture
    const content = bytes.toString('base64')
    await tx.db
      .insertInto('agent_pictures')
      .values({ id, agent_id: agent, media_type: mediaType, content, created_at: tx.now })
      .execute()
  }
  return row
}

/** Null for one that is there no more. */
export async function findPicture(tx: ReadTx, id: string): Promise<AgentPictureRow | null> {
  const row = await tx.db
    .selectFrom('agent_pictures')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
