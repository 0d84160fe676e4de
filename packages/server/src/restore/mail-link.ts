/**
 * A link that brings the tickets of an address to another browser. Nobody is told whether there are
 * any, and it only leads back to a page of the site.
 */
import type { ConversationsSettings } from '@porchlight/protocol'
import { isListed, originOf, parseWeb } from '../auth/origin-match.ts'
import { hashSecret } from '../auth/secrets.ts'
import { writeMail } from '../mail/write-mail.ts'
import type { Tx } from '../store/store.ts'
import { loadThread } from '../thread/thread.ts'
import { findRestorable, type Restorable } from './restorable-tickets.ts'

/** Life of a link. */
const RESTORE_TOKEN_MS = 60 * 60_000

/** The page that a link leads to, or why it must not. */
export type LinkPage =
  | { readonly kind: 'page'; readonly url: URL }
  | { readonly kind: 'other origin' }
  | { readonly kind: 'not listed' }

/** @param request whose `Origin` says which page asks */
export function checkPage(
  request: Pick<Request, 'headers'>,
  address: string,
  domains: readonly string[],
): LinkPage {
  const [url, origin] = [parseWeb(address), originOf(request)]
  if (url === null || origin === null || url.host !== origin.host) return { kind: 'other origin' }
  return isListed(url, domains) ? { kind: 'page', url } : { kind: 'not listed' }
}

/** Where links of our own widget may lead: a site that names no pages may still try ours. */
export function linkDomains(
  { widget_domains: domains }: Pick<ConversationsSettings, 'widget_domains'>,
  ownPages: readonly string[],
): readonly string[] {
  return domains.length > 0 ? domains : ownPages
}

/** What is mailed, and for whom it works. */
export interface Mailed {
  readonly link: URL
  readonly token: string
  /** The visitor whose browser asked: for any other, there is no such link. */
  readonly asker?: string
}

/** What is stored of a link. One that is bound to a visitor is found with that visitor alone. */
export function hashOfLink({ token, asker }: Pick<Mailed, 'token' | 'asker'>): string {
  return hashSecret(asker === undefined ? token : `${token} ${asker}`)
}

/** Writes the link down, and the mail with it, when there is anything that it leads to. */
export async function mailLink(tx: Tx, restorable: Restorable, mailed: Mailed): Promise<void> {
  const { project, email } = restorable
  const { link, asker } = mailed
  // A mail to whom no ticket belongs would be a mail that anybody can have sent to anybody.
  if (!(await lockOne(tx, restorable))) return
  await tx.db
    .insertInto('restore_tokens')
    .values({
      hash: hashOfLink(mailed),
      project_id: project,
      email,
      expires_at: tx.now + RESTORE_TOKEN_MS,
      used_at: null,
      created_at: tx.now,
    })
    .execute()
  await writeMail(tx, {
    project,
    kind: 'restore',
    to: email,
    subject: 'Your conversations',
    text: [
      `Open this link to go on with your conversations on ${link.host}:`,
      link.href,
      asker === undefined
        ? 'It works once, for an hour. Who opens it sees your conversations, so do not pass it on.'
        : 'It works once, for an hour, in the browser in which you asked for it.',
      'If you have not asked for it, nothing has happened, and you can delete this mail.',
    ].join('\n\n'),
  })
}

/** Until this transaction ends, one of them is not erased; then this mail goes with it. */
async function lockOne(tx: Tx, restorable: Restorable): Promise<boolean> {
  const found = (await findRestorable(tx, restorable)).map((ticket) => ticket.conversation_id)
  for (const conversation of found.sort()) {
    await loadThread(tx, conversation)
    if ((await findRestorable(tx, restorable, conversation)).length > 0) return true
  }
  return false
}
