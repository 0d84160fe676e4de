/**
 * How an agent signs in: a link in a mail is good once, for a quarter of an hour, and is worth a key
 * in their name. Whoever asks for a link learns nothing about who works here.
 */
import type { FillRandom } from '@porchlight/protocol'
import { writeMail } from '../mail/write-mail.ts'
import type { AgentRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { findAgent } from './agents.ts'
import { createApiKey } from './projects.ts'
import { createSecret, hashSecret } from './secrets.ts'

/** Life of a link. */
export const LINK_MS: number = 15 * 60_000

/** Life of the key that it is worth. */
export const AGENT_KEY_MS: number = 30 * 24 * 60 * 60_000

/** Writes the mail with the link. @param inbox the address at which people open the inbox */
export async function sendSignInLink(
  tx: Tx,
  { agent, inbox, random }: { agent: AgentRow; inbox: string; random: FillRandom },
): Promise<void> {
  const token = createSecret('pls', random)
  await tx.db
    .insertInto('sign_in_links')
    .values({
      hash: hashSecret(token),
      agent_id: agent.id,
      expires_at: tx.now + LINK_MS,
      used_at: null,
      created_at: tx.now,
    })
    .execute()
  await writeMail(tx, {
    project: agent.project_id,
    kind: 'sign_in',
    to: agent.email,
    subject: 'Sign in to the inbox',
    // Behind the #, so that it is in no log and goes to no other site.
    text: `Hello ${agent.name},\n\nopen this link to sign in. It works once, for 15 minutes:\n\n${inbox}#sign-in=${token}\n\nIf you did not ask for it, do nothing.\n`,
  })
}

/** What a link is worth. */
export interface AgentKey {
  readonly key: string
  readonly expiresAt: number
  readonly agent: AgentRow
}

/** @returns null for a link that there never was, that was used, or that is too old */
export async function redeemSignInLink(
  tx: Tx,
  token: string,
  random: FillRandom,
): Promise<AgentKey | null> {
  // Marked and read in one statement: of two who come at once, one is too late.
  const link = await tx.db
    .updateTable('sign_in_links')
    .set({ used_at: tx.now })
    .where('hash', '=', hashSecret(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .returning('agent_id')
    .executeTakeFirst()
  const agent = link === undefined ? null : await findAgent(tx, link.agent_id)
  if (agent === null) return null
  const expiresAt = tx.now + AGENT_KEY_MS
  const wanted = { project: agent.project_id, name: 'sign-in', agent: agent.id, expiresAt }
  return { key: await createApiKey(tx, random, wanted), expiresAt, agent }
}

/** Links that nobody can use any more. */
export async function deleteOldLinks(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('sign_in_links').where('expires_at', '<=', tx.now).execute()
}
