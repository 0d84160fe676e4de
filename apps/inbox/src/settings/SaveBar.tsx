import type { JSX } from 'preact'
import { isKeyWithoutRight } from '../session/key-refusal.ts'
import { failureText } from '../words/failure-text.ts'
import { PART_WORDS, type PartName, partOfSetting, settingWords } from './sections/sections.ts'
import type { SettingsForm } from './settings-form.ts'

export interface SaveBarProps {
  readonly form: SettingsForm
  readonly part: PartName
  readonly hrefOf: (part: PartName) => string
}

/** What is not saved yet, and what became of saving it. */
export function SaveBar({ form, part, hrefOf }: SaveBarProps): JSX.Element | null {
  const save = form.save.value
  const changed = form.changed.value
  const isSaved = save.kind === 'saved' && changed.length === 0
  if (changed.length === 0 && !isSaved) return null
  return (
    <div class="save-bar">
      <div class="save-said">
        <p role="status">{isSaved ? 'Saved. Pages have it from now on.' : unsavedText(form)}</p>
        <div role="alert">
          <Trouble form={form} part={part} hrefOf={hrefOf} />
        </div>
      </div>
      {save.kind === 'crossed' ? (
        <>
          <button type="button" class="button" onClick={form.takeTheirs}>
            Take theirs
          </button>
          <button type="submit" class="button button-accent">
            Save mine
          </button>
        </>
      ) : (
        !isSaved && (
          <>
            <button type="button" class="button" onClick={form.discard}>
              Discard
            </button>
            <button
              type="submit"
              class="button button-accent"
              aria-disabled={save.kind === 'sending'}
            >
              {save.kind === 'sending' ? 'Saving' : 'Save'}
            </button>
          </>
        )
      )}
    </div>
  )
}

function unsavedText(form: SettingsForm): string {
  return `Not saved yet: ${settingWords(form.changed.value)}.`
}

function Trouble({ form, part, hrefOf }: SaveBarProps): JSX.Element | null {
  const save = form.save.value
  switch (save.kind) {
    case 'failed':
      return (
        <p>
          {isKeyWithoutRight(save.error)
            ? 'Your key may not change the settings: it takes the scope project:write. '
            : `${failureText(save.error)} `}
          What you changed is kept in this tab.
        </p>
      )
    case 'refused': {
      const other = partOfSetting(save.name)
      return (
        <p>
          {`The server did not take ${settingWords([save.name])}: ${save.detail} `}
          {other !== part && <a href={hrefOf(other)}>{`See ${PART_WORDS[other]}`}</a>}
        </p>
      )
    }
    case 'crossed':
      return (
        <p>{`Somebody else has changed ${settingWords(save.names)} meanwhile. Which is to stand?`}</p>
      )
    default:
      return null
  }
}
