/** The project whose page calls, by its public token. */
import { type ConversationsSettings, WIDGET_TOKEN_HEADER } from '@porchlight/protocol'
import { findConversationsSettings } from '../auth/conversations-settings.ts'
import { isAllowedOrigin, originOf } from '../auth/origin-match.ts'
import { findProjectByToken } from '../auth/projects.ts'
import type { OpenCall, Services } from '../routes/route.ts'
import { originNotAllowed, tokenRequired, tokenUnknown } from './refusals.ts'

export interface Site {
  readonly project: number
  readonly token: string
  readonly settings: ConversationsSettings
}

/** @throws Refusal 403 without a token, and for one of no project that has its chat on */
export async function findSite({ store }: Services, request: OpenCall['request']): Promise<Site> {
  const token = request.headers.get(WIDGET_TOKEN_HEADER)
  if (!token) throw tokenRequired()
  const site = await store.read(async (tx) => {
    const project = await findProjectByToken(tx, token)
    const settings = project && (await findConversationsSettings(tx, project.id))
    if (project === null || settings === null || !project.settings.enabled) return null
    return { project: project.id, token, settings }
  })
  if (site === null) throw tokenUnknown()
  return site
}

/** Only what writes or mails looks at where the page is; reading is for whoever has the session. */
export function checkOrigin({ settings }: Site, request: OpenCall['request']): void {
  if (!isAllowedOrigin(originOf(request), settings.widget_domains)) throw originNotAllowed()
}
