import { linkTarget } from '@porchlight/richtext'
import type { JSX } from 'preact'
import type { Fact } from '../words/fact-text.ts'

export interface FactsProps {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** Names and values under a title; nothing at all when there are none. */
export function Facts({ title, facts }: FactsProps): JSX.Element | null {
  if (facts.length === 0) return null
  return (
    <section class="facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd dir="auto">
              <FactValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A web address can be followed; the visitor chose it, so it learns nothing about us. */
function FactValue({ value }: { value: string }): JSX.Element {
  const target = linkTarget(value)
  if (target?.kind !== 'web') return <>{value}</>
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer nofollow">
      {value}
    </a>
  )
}
