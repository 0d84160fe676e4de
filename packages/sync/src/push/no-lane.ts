/** What is said of a lane to an op that stands in none. */
import type { Lane } from '@porchlight/protocol'

export const NO_LANE: Lane = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}
