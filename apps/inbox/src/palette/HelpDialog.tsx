import type { JSX } from 'preact'
import { Over } from './Over.tsx'

export interface HelpDialogProps {
  /** The key that sends together with Enter, in words. */
  readonly sendKey: string
  readonly onClose: () => void
}

/** All keys. */
export function HelpDialog({ sendKey, onClose }: HelpDialogProps): JSX.Element {
  const keys: readonly (readonly [keys: string, does: string])[] = [
    [`${sendKey} + K`, 'Find a command'],
    ['j, k', 'Next and previous ticket'],
    ['Enter', 'Open the ticket'],
    ['x', 'Choose the ticket, with Shift all up to it'],
    ['f', 'Filters and order'],
    ['/', 'Search'],
    ['r', 'Reply'],
    [`${sendKey} + Enter`, 'Send'],
    ['m', 'Macros: saved replies'],
    ['e', 'Resolve the open ticket'],
    ['u', 'Back to the list'],
    ['Alt + arrow', 'Move a view, or a filter that is set'],
    ['Escape', 'Leave a field, close what is open'],
    ['?', 'These keys'],
  ]
  return (
    <Over label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl class="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={onClose}>
        Close
      </button>
    </Over>
  )
}
