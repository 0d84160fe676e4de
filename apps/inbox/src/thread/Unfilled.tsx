import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import type { OpenVariable } from '../models/macro-text.ts'

export interface UnfilledProps {
  readonly variables: readonly OpenVariable[]
  /** It was to be sent like that. */
  readonly isRefused: boolean
  readonly onFind: (variable: OpenVariable) => void
  readonly onSendAsItIs: () => void
}

/** Says which variables of a macro nobody has filled in: each is a way to its place in the text. */
export function Unfilled(props: UnfilledProps): JSX.Element {
  const { variables, isRefused, onFind, onSendAsItIs } = props
  return (
    <div role={isRefused ? 'alert' : 'status'}>
      {variables.length > 0 && (
        <p class="notice unfilled">
          <Icon name="warning" />
          <span>
            {isRefused ? 'Not sent yet: nobody has filled in ' : 'Not filled in: '}
            {variables.map((variable, n) => (
              <>
                {n > 0 && ', '}
                <button type="button" class="text-button" onClick={() => onFind(variable)}>
                  <mark>{variable.written}</mark>
                </button>
              </>
            ))}
            .{' '}
            {isRefused && (
              <button type="button" class="text-button" onClick={onSendAsItIs}>
                Send as it is
              </button>
            )}
          </span>
        </p>
      )}
    </div>
  )
}
