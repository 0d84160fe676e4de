import type { ApiKey } from '@porchlight/protocol'
import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { fullTime, shortTime } from '../../words/times.ts'
import type { ApiKeys } from '../api-keys.ts'
import { keyFailureText } from '../key-failure-text.ts'
import { Refused } from '../Refused.tsx'
import { CopyBox } from '../Snippet.tsx'
import { NewKey } from './NewKey.tsx'
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
          Not done. {keyFailureText(failure)} The list below says what there is now.
        </p>
      )}
      <MadeKey keys={keys} ports={ports} />
      <NewKey keys={keys} nowMs={nowMs} />
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
