/** How often the public widget API may be called. Every handler of it asks here before it acts. */
import type { RateName } from '../limits/limit-settings.ts'
import type { Use } from '../limits/limits.ts'
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

/**
 * A session is what its sender says it is, so an address has a limit of its own: who names another
 * one each time would use up what the project has.  [SV147]
 *
 * @param more limits of this endpoint alone: what one of all these refuses uses none of them
 * @throws Refusal 429
 */
export function limitRate(
  { limits }: Pick<Services, 'limits'>,
  { project }: Site,
  { sessionId, address, kind }: RateSubject,
  ...more: readonly Use<RateName>[]
): void {
  const ofProject = address === null ? null : `${project} ${address}`
  const [perMinute, perHour, all] =
    kind === 'poll'
      ? ([
          'widget_address_polls_per_minute',
          'widget_address_polls_per_hour',
          'widget_polls_per_project',
        ] as const)
      : ([
          'widget_address_writes_per_minute',
          'widget_address_writes_per_hour',
          'widget_writes_per_project',
        ] as const)
  limits.use(
    ['widget_per_session', sessionId ?? address],
    [perMinute, ofProject],
    [perHour, ofProject],
    [all, project],
    ...more,
  )
}
