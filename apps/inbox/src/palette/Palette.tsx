import type { JSX } from 'preact'
import { ChoiceList } from './ChoiceList.tsx'
import { useChoice } from './choice.ts'
import { type Command, findCommands } from './commands.ts'
import { Over } from './Over.tsx'

export interface PaletteProps {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** Finds a command by its words: the arrows choose, Enter does it. */
export function Palette({ commands, onClose }: PaletteProps): JSX.Element {
  const choice = useChoice(
    (typed) => findCommands(commands, typed),
    (command) => {
      onClose()
      command.run()
    },
  )
  return (
    <Over label="Commands" onClose={onClose}>
      <ChoiceList
        choice={choice}
        id="commands"
        label="Find a command"
        placeholder="What do you want to do?"
        listLabel="Commands"
      >
        {(command) => (
          <>
            <bdi>{command.word}</bdi>
            {command.keys !== undefined && <kbd>{command.keys}</kbd>}
          </>
        )}
      </ChoiceList>
      <p class="muted" role="status">
        {choice.found.length === 0 ? 'There is no such command. Try fewer letters.' : ''}
      </p>
    </Over>
  )
}
