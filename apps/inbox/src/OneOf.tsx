import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

export interface OneOfProps<Value> {
  readonly choices: readonly (readonly [value: Value, word: string])[]
  /** None of them, where it is another value. */
  readonly chosen: Value | undefined
  readonly onChoose: (value: Value) => void
}

/** One of a few, as words beside each other. The fieldset around them says what for. */
export function OneOf<Value>({ choices, chosen, onChoose }: OneOfProps<Value>): JSX.Element {
  const name = useId()
  return (
    <>
      {choices.map(([value, word]) => (
        <label key={word} class="filter">
          <input
            class="unseen"
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>{word}</span>
        </label>
      ))}
    </>
  )
}
