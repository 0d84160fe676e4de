import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type Command, findCommands } from './commands.ts'
import { Over } from './Over.tsx'

export interface PaletteProps {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** Finds a command by its words: the arrows choose, Enter does it. */
export function Palette({ commands, onClose }: PaletteProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = findCommands(commands, typed)
  const at = Math.min(chosen, found.length - 1)
  const run = (command: Command | undefined): void => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && !event.isComposing) run(found[at])
    else return
    event.preventDefault()
  }
  return (
    <Over label="Commands" onClose={onClose}>
      <input
        class="field"
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found.length === 0 ? undefined : `command-${at}`}
        placeholder="What do you want to do?"
        autocomplete="off"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="commands" class="commands" role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: it is told by aria-activedescendant
          <div
            // Two macros may have one name.
            key={`${command.word} ${index}`}
            id={`command-${index}`}
            ref={(item) => {
              if (index === at) item?.scrollIntoView({ block: 'nearest' })
            }}
            class="command"
            role="option"
            aria-selected={index === at}
            onClick={() => run(command)}
          >
            <bdi>{command.word}</bdi>
            {command.keys !== undefined && <kbd>{command.keys}</kbd>}
          </div>
        ))}
      </div>
      <p class="muted" role="status">
        {found.length === 0 ? 'There is no such command. Try fewer letters.' : ''}
      </p>
    </Over>
  )
}
