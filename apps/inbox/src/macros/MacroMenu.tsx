import type { Macro } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fillMacro, type LookUp } from '../models/macro-text.ts'
import type { Macros } from '../models/macros.ts'
import { findByName } from '../palette/find-by-name.ts'
import { failureText } from '../words/failure-text.ts'
import { MacroForm } from './MacroForm.tsx'
import { MarkedText } from './MarkedText.tsx'

export interface MacroMenuProps {
  readonly macros: Macros
  readonly lookUp: LookUp
  /** Takes the text with everything filled in that is known. */
  readonly onInsert: (text: string) => void
  readonly onClose: () => void
}

/** Finds a saved reply by its name, shows what it would say here, and is where they are made and changed. */
export function MacroMenu({ macros, lookUp, onInsert, onClose }: MacroMenuProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const draft = macros.draft.value
  const isWriting = draft !== null
  const fieldRef = useRef<HTMLInputElement>(null)
  const found = findByName(macros.all.value, typed, ({ name }) => name)
  const at = Math.min(chosen, found.length - 1)
  const macro = found[at]
  const insert = (each: Macro | undefined): void => {
    if (each !== undefined) onInsert(fillMacro(each.text, lookUp))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && !event.isComposing) insert(macro)
    else return
    event.preventDefault()
  }
  // Others may have saved some meanwhile.
  useEffect(() => void macros.reload(), [])
  // With the drawing itself: until then a key would go to the page, and Escape would close nothing.
  useLayoutEffect(() => {
    if (!isWriting) fieldRef.current?.focus()
  }, [isWriting])
  // At another ticket it is not open.
  useEffect(
    () => () => {
      macros.isOpen.value = false
    },
    [],
  )

  return (
    <section
      id="macros"
      class="macros"
      aria-label="Macros"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      {draft !== null ? (
        <MacroForm draft={draft} macros={macros} />
      ) : (
        <>
          <input
            ref={fieldRef}
            class="field"
            role="combobox"
            aria-label="Find a macro"
            aria-expanded="true"
            aria-controls="macro-list"
            aria-activedescendant={macro === undefined ? undefined : `macro-${at}`}
            placeholder="Find a macro"
            autocomplete="off"
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
          <div id="macro-list" class="macro-list" role="listbox" aria-label="Macros">
            {found.map((each, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              // biome-ignore lint/a11y/useFocusableInteractive: it is told by aria-activedescendant
              <div
                key={each.id}
                id={`macro-${index}`}
                ref={(item) => {
                  if (index === at) item?.scrollIntoView({ block: 'nearest' })
                }}
                class="command"
                role="option"
                aria-selected={index === at}
                onClick={() => insert(each)}
                onPointerMove={() => setChosen(index)}
              >
                <bdi>{each.name}</bdi>
              </div>
            ))}
          </div>
          <div role="status">
            <Emptiness macros={macros} isFound={found.length > 0} />
          </div>
          {macro !== undefined && (
            <p class="macro-preview" dir="auto">
              <MarkedText text={fillMacro(macro.text, lookUp)} />
            </p>
          )}
          <div class="macro-foot">
            {macro !== undefined && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  macros.draft.value = {
                    id: macro.id,
                    name: macro.name,
                    text: macro.text,
                    was: macro,
                  }
                }}
              >
                <span class="cut">
                  Edit <bdi>{macro.name}</bdi>
                </span>
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => {
                macros.draft.value = { id: null, name: '', text: '', was: null }
              }}
            >
              New macro
            </button>
            <button type="button" class="button button-quiet" onClick={onClose}>
              Close
            </button>
          </div>
        </>
      )}
    </section>
  )
}

interface EmptinessProps {
  readonly macros: Macros
  readonly isFound: boolean
}

/** Why there is nothing to choose. */
function Emptiness({ macros, isFound }: EmptinessProps): JSX.Element | null {
  const state = macros.state.value
  if (state.kind === 'failed') {
    return (
      <p>
        {failureText(state.error)}{' '}
        <button type="button" class="text-button" onClick={() => void macros.reload()}>
          Try again
        </button>
      </p>
    )
  }
  if (isFound || state.kind === 'reading') return null
  return (
    <p class="muted">
      {macros.all.value.length === 0
        ? 'There are none yet. Save what you write often, for the whole team.'
        : 'There is no such macro. Try fewer letters.'}
    </p>
  )
}
