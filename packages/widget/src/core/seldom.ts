/** What is needed now and then, in one file: the core fetches it as soon as there is a network. */
import * as actions from '@porchlight/sync/actions'

export { startActivities } from './activity/start-activities.ts'
export { createCommands } from './commands.ts'
export { forgetUnasked } from './forget-unasked.ts'
export { startSignals } from './signals/start-signals.ts'
export { actions }
