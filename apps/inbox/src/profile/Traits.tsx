import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { TagField } from '../list/TagField.tsx'
import type { Layout } from '../models/layout.ts'
import { useMay } from '../rights-context.ts'
import { factsOf, laidOut } from '../words/fact-text.ts'
import { failureText } from '../words/failure-text.ts'
import { Facts } from './Facts.tsx'

export interface TraitsProps {
  readonly traits: Readonly<Record<string, unknown>>
  readonly layout: Layout
}

/** What is known of a person, the team's own choice first; the choice can be changed here. */
export function Traits({ traits, layout }: TraitsProps): JSX.Element {
  const [isEditing, setEditing] = useState(false)
  const fields = layout.fields.value
  const { first, others } = laidOut(traits, fields)
  const failure = layout.failure.value
  const may = useMay()
  return (
    <>
      <Facts title="About this person" facts={first} />
      <Facts title="Told by the visitor or the site" facts={factsOf(others)} />
      {may('customer_profile_config:write') && (
        <div class="facts">
          {isEditing && (
            <>
              <TagField
                label="Shown first, in this order, for the whole team"
                tags={fields.map(({ key }) => key)}
                knownTags={Object.keys(traits)}
                onChange={(keys) => void layout.setKeys(keys)}
              />
              {failure !== null && <p role="alert">Not saved. {failureText(failure)}</p>}
            </>
          )}
          <button
            type="button"
            class="text-button layout-toggle"
            onClick={() => setEditing(!isEditing)}
          >
            {isEditing ? 'Done' : 'Choose what stands first'}
          </button>
        </div>
      )}
    </>
  )
}
