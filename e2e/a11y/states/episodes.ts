/** All states of the widget, in orders in which a visitor could meet them. */
import { QUESTION } from '../../fixtures/article.ts'
import { GOING_ON } from './going-on.ts'
import { HISTORY } from './history.ts'
import { ON_ARRIVAL } from './on-arrival.ts'
import { ONE_CONVERSATION } from './one-conversation.ts'
import { RARE } from './rare.ts'
import { RESTORING } from './restoring.ts'
import type { Episode } from './state.ts'

export const EPISODES: readonly Episode[] = [
  {
    name: 'one conversation',
    page: { tag: `data-suggestions="${QUESTION}|Where is my order?" data-name="Lamps"` },
    states: ONE_CONVERSATION,
  },
  ...ON_ARRIVAL,
  RESTORING,
  {
    name: 'one that goes on',
    page: { tag: 'data-play-sound data-notifications' },
    states: GOING_ON,
  },
  { name: 'a long one', page: {}, states: HISTORY },
  { name: 'a rare one', page: {}, states: RARE },
]
