import type { Agent } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { Icon } from './Icon.tsx'
import type { Trouble, Work } from './models/work.ts'
import { troubleText, valueText } from './words/trouble-text.ts'

export interface TroubleLinesProps {
  readonly work: Work
  readonly agents: readonly Agent[]
}

/** Changes that did not go as they were meant. They stay until somebody has decided. */
export function TroubleLines({ work, agents }: TroubleLinesProps): JSX.Element {
  return (
    <div role="alert" class="troubles">
      {work.troubles.value.map((trouble) => (
        <p key={trouble} class="notice notice-danger">
          <Icon name="warning" />
          <span class="trouble-text">{troubleText(trouble, agents)}</span>
          <TroubleActions trouble={trouble} agents={agents} />
          <button type="button" class="text-button" onClick={() => work.dismiss(trouble)}>
            {trouble.kind === 'crossed' ? 'Leave it' : 'Dismiss'}
          </button>
        </p>
      ))}
    </div>
  )
}

function TroubleActions({ trouble, agents }: { trouble: Trouble; agents: readonly Agent[] }) {
  if (trouble.kind === 'failed') {
    return (
      <button type="button" class="text-button" onClick={trouble.again}>
        Try again
      </button>
    )
  }
  if (trouble.kind === 'skipped') return null
  const other = trouble.stands === 'mine' ? trouble.theirs : trouble.mine
  return (
    <button type="button" class="text-button" onClick={trouble.turn}>
      Set {valueText(trouble.field, other, agents)}
    </button>
  )
}
