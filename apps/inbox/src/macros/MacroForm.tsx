import {
  countCharacters,
  isBlank,
  MACRO_NAME_MAX_CHARACTERS,
  REPLY_MAX_CHARACTERS,
} from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { MacroDraft } from '../models/kept-macro.ts'
import { VARIABLES } from '../models/macro-text.ts'
import type { Macros } from '../models/macros.ts'
import { macroFailureText } from '../words/failure-text.ts'

export interface MacroFormProps {
  readonly draft: MacroDraft
  readonly macros: Macros
}

/** Name and text of one, and the words that stand for something else. */
export function MacroForm({ draft, macros }: MacroFormProps): JSX.Element {
  const [refusal, setRefusal] = useState('')
  const nameRef = useRef<HTMLInputElement>(null)
  const textRef = useRef<HTMLTextAreaElement>(null)
  const change = macros.change.value
  const isMine = change.kind !== 'idle' && change.draft === draft
  const isSending = isMine && change.kind === 'sending'
  const write = (more: Partial<MacroDraft>): void => {
    macros.draft.value = { ...draft, ...more }
  }
  // With the drawing itself: until then a key would be a command of the page.
  useLayoutEffect(() => nameRef.current?.focus(), [])

  async function save(): Promise<void> {
    if (isSending) return
    const why = refusalOf(draft)
    setRefusal(why)
    if (why !== '') return
    await macros.save(draft)
  }

  function put(variable: string): void {
    const field = textRef.current
    if (field === null || isSending) return
    field.setRangeText(`{{${variable}}}`, field.selectionStart, field.selectionEnd, 'end')
    write({ text: field.value })
    field.focus()
  }

  return (
    <form
      class="macro-form"
      aria-label={draft.id === null ? 'New macro' : 'Change a macro'}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label class="one">
        <span>Name</span>
        <input
          ref={nameRef}
          class="field"
          dir="auto"
          value={draft.name}
          readOnly={isSending}
          onInput={(event) => write({ name: event.currentTarget.value })}
        />
      </label>
      <label class="one">
        <span>Text</span>
        <textarea
          ref={textRef}
          class="field macro-text"
          rows={4}
          dir="auto"
          aria-describedby="macro-variables"
          value={draft.text}
          readOnly={isSending}
          onInput={(event) => write({ text: event.currentTarget.value })}
        />
      </label>
      <div class="chips">
        {VARIABLES.map((variable) => (
          <button
            key={variable}
            type="button"
            class="chip macro-variable"
            aria-disabled={isSending}
            onClick={() => put(variable)}
          >
            {`{{${variable}}}`}
          </button>
        ))}
      </div>
      <p id="macro-variables" class="hint">
        These are filled in when it is used. After a bar stands what to say where something is not
        known: <code>{'{{visitor.name|there}}'}</code>
      </p>
      <div role="alert">
        {refusal !== '' && <p>{refusal}</p>}
        {refusal === '' && isMine && change.kind === 'failed' && (
          <p>{macroFailureText(change.error, change.what)}</p>
        )}
      </div>
      <div class="macro-foot">
        <button type="submit" class="button button-accent" aria-disabled={isSending}>
          {isSending ? 'Saving' : 'Save'}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            macros.settle()
            macros.draft.value = null
          }}
        >
          Cancel
        </button>
        {draft.id !== null && <Deleting id={draft.id} macros={macros} />}
      </div>
    </form>
  )
}

function Deleting({ id, macros }: { id: string; macros: Macros }): JSX.Element {
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) {
    return (
      <button type="button" class="button button-quiet" onClick={() => setAsked(true)}>
        Delete
      </button>
    )
  }
  return (
    <div class="confirm" role="alert">
      <p>Delete it for the whole team?</p>
      <button type="button" class="button button-danger" onClick={() => void macros.remove(id)}>
        Delete macro
      </button>
      <button type="button" class="button" onClick={() => setAsked(false)}>
        Keep it
      </button>
    </div>
  )
}

/** Why it cannot be saved; empty when it can. */
function refusalOf({ name, text }: MacroDraft): string {
  if (isBlank(name)) return 'Not saved: it needs a name.'
  if (isBlank(text)) return 'Not saved: there is no text yet.'
  const tooLong = (what: string, max: number): string =>
    `Not saved: ${what} is longer than ${max.toLocaleString()} characters.`
  if (countCharacters(name.trim()) > MACRO_NAME_MAX_CHARACTERS) {
    return tooLong('the name', MACRO_NAME_MAX_CHARACTERS)
  }
  return countCharacters(text) > REPLY_MAX_CHARACTERS
    ? tooLong('the text', REPLY_MAX_CHARACTERS)
    : ''
}
