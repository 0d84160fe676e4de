import type { ComponentChildren, JSX, Ref } from 'preact'
import type { Choice } from './choice.ts'

export interface ChoiceListProps<T> {
  readonly choice: Choice<T>
  /** Of the list, and its class; its options are numbered after it. */
  readonly id: string
  /** What the field is for. */
  readonly label: string
  readonly placeholder: string
  readonly listLabel: string
  readonly fieldRef?: Ref<HTMLInputElement>
  /** Whether what the pointer is over counts as chosen. */
  readonly isLedByPointer?: boolean
  readonly children: (item: T) => ComponentChildren
}

/** The field of a choice, and what was found below it. The focus stays in the field. */
export function ChoiceList<T>({
  choice,
  id,
  label,
  placeholder,
  listLabel,
  fieldRef,
  isLedByPointer = false,
  children,
}: ChoiceListProps<T>): JSX.Element {
  const { typed, found, at, chosen } = choice
  return (
    <>
      <input
        {...(fieldRef !== undefined && { ref: fieldRef })}
        class="field"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${at}`}
        placeholder={placeholder}
        autocomplete="off"
        value={typed}
        onInput={(event) => choice.onType(event.currentTarget.value)}
        onKeyDown={choice.onKeyDown}
      />
      <div id={id} class={id} role="listbox" aria-label={listLabel}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: it is told by aria-activedescendant
          <div
            // Two may have one name, and an option keeps nothing of its own.
            key={index}
            id={`${id}-${index}`}
            ref={(option) => {
              if (index === at) option?.scrollIntoView({ block: 'nearest' })
            }}
            class="command"
            role="option"
            aria-selected={index === at}
            onClick={() => choice.onTake(item)}
            onPointerMove={isLedByPointer ? () => choice.onChoose(index) : undefined}
          >
            {children(item)}
          </div>
        ))}
      </div>
    </>
  )
}
