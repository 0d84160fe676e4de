import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

export interface SnippetProps {
  readonly origin: string
  readonly token: string
  /** Puts a text into the clipboard. Rejects where a browser does not allow it. */
  readonly copy: (text: string) => Promise<void>
}

/** What stands in the pages of the site. The token is public. */
export function Snippet({ origin, token, copy }: SnippetProps): JSX.Element {
  return (
    <CopyBox
      label="Put this into the pages of your site, before </body>"
      text={`<script async\n  src="${origin}/porchlight.js"\n  data-token="${token}">\n</script>`}
      rows={4}
      copy={copy}
    />
  )
}

export interface CopyBoxProps {
  readonly label: string
  readonly text: string
  readonly rows: number
  readonly copy: SnippetProps['copy']
}

/** A text to be taken along, by a button or by hand. */
export function CopyBox({ label, text, rows, copy }: CopyBoxProps): JSX.Element {
  const id = useId()
  const said = useSignal('')
  return (
    <div class="setting copy-box">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="field code"
        rows={rows}
        // A line that is broken where the text has none looks like two.
        wrap="off"
        readOnly
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <p class="copy-line">
        <button
          type="button"
          class="button"
          onClick={async () => {
            said.value = await copy(text).then(
              () => 'Copied.',
              () => 'Not copied: this browser does not allow it. Select the text and copy it.',
            )
          }}
        >
          Copy
        </button>
        <span role="status" class="hint">
          {said}
        </span>
      </p>
    </div>
  )
}
