import { API_KEY_SCOPES, type ApiKeyScope } from '@porchlight/protocol'
import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { ApiKeys } from '../api-keys.ts'
import { FieldError } from '../Field.tsx'
import { dayOf, LIFETIMES, type Lifetime, toEnd } from '../key-lifetime.ts'

export interface NewKeyProps {
  readonly keys: ApiKeys
  readonly nowMs: ReadonlySignal<number>
}

const LIFETIME_WORDS: Readonly<Record<Lifetime, string>> = {
  revoked: 'Until it is revoked',
  week: '7 days',
  month: '30 days',
  quarter: '90 days',
  year: 'A year',
  date: 'Until a day',
}

/** What a key is for, what it may do, and for how long. */
export function NewKey({ keys, nowMs }: NewKeyProps): JSX.Element {
  const name = useSignal('')
  const isAll = useSignal(false)
  const scopes = useSignal<readonly ApiKeyScope[]>(['ticket:read', 'ticket:write'])
  const lifetime = useSignal<Lifetime>('revoked')
  const day = useSignal('')
  const end = toEnd(lifetime.value, day.value, nowMs.value)
  const isOver = day.value !== '' && end === undefined
  const id = useId()
  const canMake =
    name.value.trim() !== '' && (isAll.value || scopes.value.length > 0) && end !== undefined
  return (
    <form
      class="fields"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!canMake || keys.isBusy.value) return
        const wanted = isAll.value ? (['*'] as const) : scopes.value
        const isMade = await keys.create({ name: name.value, scopes: wanted, expires_at: end })
        if (isMade) name.value = ''
      }}
    >
      <h3>Another key</h3>
      <label class="setting">
        <span>What it is for</span>
        <input
          class="field"
          value={name.value}
          onInput={({ currentTarget }) => {
            name.value = currentTarget.value
          }}
        />
      </label>
      <fieldset class="scopes">
        <legend>What it may do</legend>
        <ScopeBox
          word="Everything, also to make keys and to erase people"
          isChecked={isAll.value}
          onChange={(isChecked) => {
            isAll.value = isChecked
          }}
        />
        {!isAll.value &&
          API_KEY_SCOPES.map((scope) => (
            <ScopeBox
              key={scope}
              word={scope}
              isChecked={scopes.value.includes(scope)}
              onChange={(isChecked) => {
                const others = scopes.value.filter((each) => each !== scope)
                scopes.value = isChecked ? [...others, scope] : others
              }}
            />
          ))}
      </fieldset>
      <label class="setting">
        <span>How long it is good</span>
        <select
          class="field setting-middle"
          value={lifetime.value}
          onChange={({ currentTarget }) => {
            lifetime.value = LIFETIMES[currentTarget.selectedIndex] ?? 'revoked'
          }}
        >
          {LIFETIMES.map((each) => (
            <option key={each} value={each}>
              {LIFETIME_WORDS[each]}
            </option>
          ))}
        </select>
      </label>
      {lifetime.value === 'date' && (
        <div class="setting">
          <label for={id}>The last day</label>
          <input
            id={id}
            class="field setting-middle"
            type="date"
            min={dayOf(nowMs.value)}
            aria-describedby={`${id}-error`}
            aria-invalid={isOver}
            value={day.value}
            onInput={({ currentTarget }) => {
              day.value = currentTarget.value
            }}
          />
          <FieldError
            id={`${id}-error`}
            text={isOver ? 'Choose a day that is not over yet.' : null}
          />
        </div>
      )}
      <button
        type="submit"
        class="button button-accent"
        aria-disabled={!canMake || keys.isBusy.value}
      >
        Make the key
      </button>
    </form>
  )
}

interface ScopeBoxProps {
  readonly word: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

function ScopeBox({ word, isChecked, onChange }: ScopeBoxProps): JSX.Element {
  return (
    <label class="setting-check">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{word}</span>
    </label>
  )
}
