import type { JSX } from 'preact'
import type { Companion } from '../models/company.ts'
import { companionText } from '../words/company-text.ts'

export interface CompanyLineProps {
  readonly companions: readonly Companion[]
  /** What the visitor is called. */
  readonly visitor: string
}

/** Who else is here. It has its place also while nobody is, so that nothing moves when somebody comes. */
export function CompanyLine({ companions, visitor }: CompanyLineProps): JSX.Element {
  return (
    <ul class="company" aria-label="Who else is here">
      {companions.map((companion) => (
        <li key={companion.who} data-doing={companion.doing}>
          {companion.doing !== 'looking' && (
            <span class="company-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
          )}
          <bdi>{companionText(companion, visitor)}</bdi>
        </li>
      ))}
    </ul>
  )
}
