/** The core's table of options. */
import { consentKinds } from './consent.ts'
import type { CoreOptions } from './options.ts'
import type { Kinds } from './read-options.ts'

export const coreKinds: Kinds<CoreOptions> = {
  ...consentKinds,
  traits: 'object',
  getIdentity: 'function',
  transport: ['conversations', 'posthog', 'plain'],
  configHost: 'string',
  distinctId: 'string',
  project: 'number',
}
