import { API_KEY_SCOPES, type ApiKey, type ApiKeyScope } from '@porchlight/protocol'
import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { failureText } from '../../words/failure-text.ts'
import { fullTime, shortTime } from '../../words/times.ts'
import type { ApiKeys } from '../api-keys.ts'
import { Refused } from '../Refused.tsx'
import { CopyBox } from '../Snippet.tsx'
import type { SettingsPorts } from './sections.ts'

export interface KeysSectionProps {
  readonly keys: ApiKeys
  readonly ports: SettingsPorts
  readonly nowMs: ReadonlySignal<number>
}

export function KeysSection({ keys, ports, nowMs }: KeysSectionProps): JSX.Element {
  const state = keys.state.value
  const failure = keys.failure.value
  if (state.kind === 'reading') return <p class="muted">Loading</p>
  if (state.kind === 'failed') {
    return <Refused error={state.error} needs="everything" onAgain={() => void keys.reload()} />
  }
  return (
    <>
      {failure !== null && (
        <p role="alert" class="setting-error">
          Not done. {failureText(failure)} The list below says what there is now.
        </p>
      )}
      <MadeKey keys={keys} ports={ports} />
      <NewKey keys={keys} />
      <h3>Keys that are accepted now</h3>
      {state.keys.length === 0 && <p class="muted">There are none.</p>}
      <ul class="key-list">
        {state.keys.map((key) => (
          <Key key={key.id} apiKey={key} keys={keys} nowMs={nowMs} />
        ))}
      </ul>
      {state.total > state.keys.length && (
        <p class="muted">{state.total - state.keys.length} older ones are not shown.</p>
      )}
      <p class="hint">A key that is in the configuration of the server is not among them.</p>
    </>
  )
}

/** Shown now, and never again. */
function MadeKey({ keys, ports }: Omit<KeysSectionProps, 'nowMs'>): JSX.Element | null {
  const made = keys.made.value
  if (made === null) return null
  return (
    <section class="made-key" aria-label="The new key">
      <p role="status">
        The key “<bdi>{made.name}</bdi>” is made. Copy it now: nobody can see it again.
        {made.expires_at !== null && ` It is good until ${fullTime(made.expires_at)}.`}
      </p>
      <CopyBox label="The key" text={made.secret} rows={1} copy={ports.copy} />
      <button type="button" class="button" onClick={keys.putAway}>
        I have it
      </button>
    </section>
  )
}

function NewKey({ keys }: Pick<KeysSectionProps, 'keys'>): JSX.Element {
  const name = useSignal('')
  const isAll = useSignal(false)
  const scopes = useSignal<readonly ApiKeyScope[]>(['ticket:read', 'ticket:write'])
  const canMake = name.value.trim() !== '' && (isAll.value || scopes.value.length > 0)
  return (
    <form
      class="fields"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!canMake || keys.isBusy.value) return
        const wanted = isAll.value ? (['*'] as const) : scopes.value
        const isMade = await keys.create({ name: name.value, scopes: wanted, expires_at: null })
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

interface KeyProps extends Pick<KeysSectionProps, 'keys' | 'nowMs'> {
  readonly apiKey: ApiKey
}

function Key({ apiKey, keys, nowMs }: KeyProps): JSX.Element {
  const isAsking = useSignal(false)
  const { id, agent, scopes, created_at: madeAt, expires_at: endsAt } = apiKey
  const name = apiKey.name ?? id
  return (
    <li class="key">
      <div class="key-about">
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          {agent !== null && (
            <>
              , of <bdi>{agent.name}</bdi>
            </>
          )}
          {apiKey.is_current && <span class="muted"> (the one you are signed in with)</span>}
        </p>
        <p class="hint">
          {scopes.includes('*') ? 'Everything' : scopes.join(', ')}. Made{' '}
          <time dateTime={madeAt} title={fullTime(madeAt)}>
            {shortTime(madeAt, nowMs.value)}
          </time>
          {endsAt !== null && `, good until ${fullTime(endsAt)}`}.{' '}
          {apiKey.name !== null && <code>{id}</code>}
        </p>
      </div>
      {!apiKey.is_current && !isAsking.value && (
        <button
          type="button"
          class="button"
          aria-label={`Revoke ${name}`}
          onClick={() => {
            isAsking.value = true
          }}
        >
          Revoke
        </button>
      )}
      {isAsking.value && (
        <div class="confirm" role="alert">
          <p>Whoever uses “{name}” is refused from now on. There is no way back.</p>
          <button
            type="button"
            class="button button-danger"
            onClick={async () => {
              if (!keys.isBusy.value) await keys.revoke(id)
              isAsking.value = false
            }}
          >
            Revoke this key
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              isAsking.value = false
            }}
          >
            Keep it
          </button>
        </div>
      )}
    </li>
  )
}
