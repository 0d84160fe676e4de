/** Services for those who ask which routes there are, and call none of them. */
import { createEventStreams } from '../event-stream.ts'
import { NO_LIMITS } from '../limits/limit-settings.ts'
import { createLimits } from '../limits/limits.ts'
import { createMetrics } from '../operations/metrics.ts'
import type { Services } from '../routes/route.ts'
import { DEFAULTS } from '../server-options.ts'

export const unusedServices: Services = {
  store: {
    lookUp: () => Promise.reject(new Error('unused')),
    read: () => Promise.reject(new Error('unused')),
    write: () => Promise.reject(new Error('unused')),
    wakeUps: { wake: () => {}, subscribe: () => () => {} },
    whispers: { tell: () => {}, listen: () => () => {} },
    close: () => Promise.resolve(),
  },
  storeId: '',
  streams: createEventStreams(DEFAULTS.clock),
  publicUrl: DEFAULTS.publicUrl,
  ownPages: [],
  limits: createLimits(DEFAULTS.clock, NO_LIMITS),
  activities: { follow: () => {}, tell: () => {}, close: () => {} },
  clock: DEFAULTS.clock,
  random: DEFAULTS.random,
  log: DEFAULTS.log,
  metrics: createMetrics(),
  suggestReply: null,
  policy: {
    hasAssistant: false,
    maxQueueMessages: 1,
    drainAfterMs: 1,
    runLeaseMs: 1,
    maxWarmRuns: 0,
    answersPerMonth: null,
    warmRunMs: 1,
    node: '',
  },
}
