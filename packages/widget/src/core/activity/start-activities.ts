import { createTellActivity } from '@porchlight/client'
import { systemClock } from '@porchlight/protocol'
import type { Connection } from '../connection.ts'
import { type Activities, createActivities } from './activity.ts'
import { createAsideChannel } from './aside-channel.ts'

/** Puts it together for one core. Listens to other tabs from now on. */
export function startActivities({ sync, visitor }: Connection): Activities {
  if (visitor === null) throw new Error('only a server of ours tells what people do')
  return createActivities({
    sync,
    tell: createTellActivity(visitor),
    channel: createAsideChannel(`porchlight:${visitor.origin}:${visitor.token}`),
    clock: systemClock,
  })
}
