import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { fillMacro, type LookUp } from '../models/macro-text.ts'
import type { Macros } from '../models/macros.ts'
import { ChoiceList } from '../palette/ChoiceList.tsx'
import { useChoice } from '../palette/choice.ts'
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
  const draft = macros.draft.value
  const isWriting = draft !== null
  const fieldRef = useRef<HTMLInputElement>(null)
  const choice = useChoice(
    (typed) => findByName(macros.all.value, typed, ({ name }) => name),
    (taken) => onInsert(fillMacro(taken.text, lookUp)),
  )
  const macro = choice.chosen
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
          <ChoiceList
            choice={choice}
            id="macro-list"
            label="Find a macro"
            placeholder="Find a macro"
            listLabel="Macros"
            fieldRef={fieldRef}
            isLedByPointer
          >
            {({ name }) => <bdi>{name}</bdi>}
          </ChoiceList>
          <div role="status">
            <Emptiness macros={macros} isFound={macro !== undefined} />
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
