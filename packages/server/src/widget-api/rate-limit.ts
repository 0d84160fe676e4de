/** How often the public widget API may be called. Every handler of it asks here before it acts. */
import type { Services } from '../routes/route.ts'
import type { Site } from './site.ts'

/** What a request counts against, beside its project. */
export interface RateSubject {
  /** The browser, when it says which: a limit per browser falls back to the address. */
  readonly sessionId: string | null
  readonly address: string | null
  /** Reading has an allowance of its own, so that idle widgets cannot keep anybody from writing. */
  readonly kind: 'poll' | 'write'
}

/** @throws Refusal 429 */
export function limitRate(
  { limits }: Pick<Services, 'limits'>,
  { project }: Site,
  { sessionId, address, kind }: RateSubject,
): void {
  limits.use(
    ['widget_per_session', sessionId ?? address],
    [kind === 'poll' ? 'widget_polls_per_project' : 'widget_writes_per_project', project],
  )
}
