import type { AssistantOutcomes } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Outcomes, Span } from '../models/outcomes.ts'
import { OneOf } from '../OneOf.tsx'
import { failureText } from '../words/failure-text.ts'

const SPANS: readonly (readonly [Span, string])[] = [
  [7, '7 days'],
  [30, '30 days'],
]

const WORDS = [
  ['resolved', 'Resolved', 'Somebody said that the answer helped'],
  ['handed_over', 'Handed over', 'People answer'],
  ['abandoned', 'Abandoned', 'Nothing was said for a day'],
  ['under_way', 'Under way', 'All others'],
] as const

/** What the assistant has come to. Nothing at all where none has answered. */
export function OutcomesCard({ outcomes }: { outcomes: Outcomes }): JSX.Element | null {
  const state = outcomes.state.value
  useEffect(() => void outcomes.read(), [])
  if (state.kind === 'reading') return null
  if (state.kind === 'failed') {
    return <p class="muted">What the assistant came to is not known. {failureText(state.error)}</p>
  }
  // Where no assistant answers there is nothing to say.
  if (sumOf(state.bySpan[30]) === 0) return null
  const counts = state.bySpan[outcomes.span.value]
  return (
    <section class="outcomes" aria-label="Answered by the assistant">
      <fieldset class="several">
        <legend>Answered by the assistant, in the last</legend>
        <OneOf
          choices={SPANS}
          chosen={outcomes.span.value}
          onChoose={(days) => {
            outcomes.span.value = days
          }}
        />
      </fieldset>
      <dl aria-live="polite">
        {WORDS.map(([outcome, word, meaning]) => (
          <div key={outcome} title={meaning}>
            <dt>{word}</dt>
            <dd>{counts[outcome].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function sumOf({ days: _, ...counts }: AssistantOutcomes): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
