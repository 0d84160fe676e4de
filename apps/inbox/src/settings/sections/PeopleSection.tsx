import type { VisitorExport } from '@porchlight/protocol'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { isKeyWithoutRight } from '../../session/key-refusal.ts'
import { failureText } from '../../words/failure-text.ts'
import { FieldError } from '../Field.tsx'
import type { People } from '../people.ts'
import { Refused } from '../Refused.tsx'
import type { SettingsPorts } from './sections.ts'

export interface PeopleSectionProps {
  readonly people: People
  readonly ports: SettingsPorts
}

export function PeopleSection({ people, ports }: PeopleSectionProps): JSX.Element {
  const id = useId()
  const typed = useSignal('')
  const state = people.state.value
  const failure = people.failure.value
  const look = (): void => {
    if (typed.value.trim() !== '' && state.kind !== 'looking') void people.look(typed.value)
  }
  if (failure !== null && isKeyWithoutRight(failure)) {
    return <Refused error={failure} needs="everything" onAgain={look} />
  }
  return (
    <>
      <p class="hint">
        For somebody who asks what you have of them, or wants it gone. Notes of the team stay out of
        what is handed over.
      </p>
      <form
        class="setting"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <label for={id}>E-mail address, or number of a ticket</label>
        <div class="setting-row">
          <input
            id={id}
            class="field"
            autocomplete="off"
            aria-describedby={`${id}-error`}
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value
            }}
          />
          <button type="submit" class="button">
            Look
          </button>
        </div>
        <FieldError
          id={`${id}-error`}
          text={failure === null ? null : peopleFailureText(failure)}
        />
      </form>
      <div role="status">
        {state.kind === 'looking' && <p class="muted">Looking</p>}
        {state.kind === 'erased' && (
          <p>
            Gone: {countText(state.gone.visitors, 'visitor')} and{' '}
            {countText(state.gone.conversations, 'conversation')}.
          </p>
        )}
      </div>
      {(state.kind === 'found' || state.kind === 'erasing') && (
        <Found
          key={state.text}
          people={people}
          ports={ports}
          text={state.text}
          left={state.left}
          isErasing={state.kind === 'erasing'}
        />
      )}
    </>
  )
}

interface FoundProps extends PeopleSectionProps {
  readonly text: string
  readonly left: VisitorExport
  readonly isErasing: boolean
}

function Found({ people, ports, text, left, isErasing }: FoundProps): JSX.Element {
  const again = useSignal('')
  const id = useId()
  const { visitors, conversations } = left
  if (visitors.length + conversations.length === 0) {
    return <p>Nobody has told “{text}”. There is nothing to hand over, and nothing to erase.</p>
  }
  const isSure = again.value.trim() === text && !isErasing
  return (
    <>
      <p>
        There {conversations.length === 1 ? 'is' : 'are'}{' '}
        {countText(conversations.length, 'conversation')}
        {visitors.length > 0 && ` of ${countText(visitors.length, 'visitor')}`}.
      </p>
      <Download left={left} ports={ports} />
      <form
        class="danger-zone"
        onSubmit={(event) => {
          event.preventDefault()
          if (isSure) void people.erase(again.value)
        }}
      >
        <h3>Erase all of it</h3>
        <p>
          Messages, notes, answers and mails go for good, here and in the visitor’s browsers. There
          is no way back.
        </p>
        <label for={id}>
          Type <bdi class="code">{text}</bdi> to go on
        </label>
        <input
          id={id}
          class="field"
          autocomplete="off"
          value={again.value}
          onInput={({ currentTarget }) => {
            again.value = currentTarget.value
          }}
        />
        <button type="submit" class="button button-danger" aria-disabled={!isSure}>
          {isErasing ? 'Erasing' : 'Erase for good'}
        </button>
      </form>
    </>
  )
}

/** The file is this browser's, made of what was read. */
function Download({ left, ports }: Pick<FoundProps, 'left' | 'ports'>): JSX.Element {
  const [href, setHref] = useState('')
  useEffect(() => {
    const offered = ports.offer(JSON.stringify(left, null, 2))
    setHref(offered.href)
    return offered.close
  }, [left])
  return (
    <a class="button" href={href} download="visitor-data.json">
      Download as JSON
    </a>
  )
}

function peopleFailureText(error: Parameters<typeof failureText>[0]): string {
  const isAboutField = error.kind === 'problem' && error.status === 400
  return isAboutField ? error.problem.detail : failureText(error)
}

function countText(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
