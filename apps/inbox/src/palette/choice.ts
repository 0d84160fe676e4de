/** Choosing from a list without leaving a field: typing finds, the arrows go round, Enter takes. */
import { useState } from 'preact/hooks'

/** What was found, which of it is chosen, and what the field does with it. */
export interface Choice<T> {
  readonly typed: string
  readonly found: readonly T[]
  /** Place of the chosen one among those that were found; -1 where there are none. */
  readonly at: number
  readonly chosen: T | undefined
  readonly onType: (text: string) => void
  readonly onChoose: (place: number) => void
  readonly onTake: (item: T) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** @param find those that are meant by what was typed, the likeliest first */
export function useChoice<T>(
  find: (typed: string) => readonly T[],
  onTake: (item: T) => void,
): Choice<T> {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const found = find(typed)
  const at = Math.min(place, found.length - 1)
  const chosen = found[at]
  return {
    typed,
    found,
    at,
    chosen,
    onType(text) {
      setTyped(text)
      setPlace(0)
    },
    onChoose: setPlace,
    onTake,
    onKeyDown(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) setPlace((at + step + found.length) % Math.max(1, found.length))
      else if (event.key !== 'Enter' || event.isComposing) return
      else if (chosen !== undefined) onTake(chosen)
      event.preventDefault()
    },
  }
}
