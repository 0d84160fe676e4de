import type { Agent } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Face } from '../../Face.tsx'
import { Icon } from '../../Icon.tsx'
import { picturePath } from '../../models/picture-path.ts'
import { failureText } from '../../words/failure-text.ts'
import type { OwnPicture, PictureState } from '../own-picture.ts'

/** Who one is to the team. */
export function ProfileSection({ own }: { readonly own: OwnPicture }): JSX.Element {
  const me = own.me.value
  if (me === undefined) return <p class="muted">Loading</p>
  if (me === null) {
    return (
      <p class="muted">
        You are signed in with the key of a server, which is nobody. Sign in by a link in a mail to
        have a name and a picture.
      </p>
    )
  }
  return <Me me={me} own={own} />
}

function Me({ me, own }: { readonly me: Agent; readonly own: OwnPicture }): JSX.Element {
  const fileRef = useRef<HTMLInputElement>(null)
  const picture = picturePath(me)
  const state = own.state.value
  const isBusy = state.kind === 'saving'
  return (
    <>
      <div class="me">
        <Face name={me.name || me.email} picture={picture} size="large" />
        <div>
          <p class="me-name">
            <bdi>{me.name || me.email}</bdi>
          </p>
          <p class="muted">
            <bdi>{me.email}</bdi>
          </p>
        </div>
      </div>
      <div class="setting">
        <div class="me-buttons">
          <input
            ref={fileRef}
            class="unseen"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            tabIndex={-1}
            aria-hidden="true"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? []
              if (file !== undefined) void own.set(file)
              // So that the same file, once it has been changed, counts as chosen again.
              currentTarget.value = ''
            }}
          />
          <button
            type="button"
            class="button"
            aria-disabled={isBusy}
            aria-describedby="picture-hint"
            onClick={() => {
              if (!isBusy) fileRef.current?.click()
            }}
          >
            {picture === null ? 'Choose a picture' : 'Choose another picture'}
          </button>
          {picture !== null && (
            <button
              type="button"
              class="button"
              aria-disabled={isBusy}
              onClick={() => void own.remove()}
            >
              Remove the picture
            </button>
          )}
        </div>
        <p id="picture-hint" class="hint">
          A PNG, JPEG or WebP file. The middle of it is kept, 96 pixels wide and high. Your
          colleagues see it beside what you write; visitors see your name and its first letters.
        </p>
        <p class="setting-error" role="alert">
          {refusalText(state) !== null && (
            <>
              <Icon name="warning" /> {refusalText(state)}
            </>
          )}
        </p>
        <p class="hint" role="status">
          {DONE_WORDS[state.kind] ?? ''}
        </p>
      </div>
    </>
  )
}

const DONE_WORDS: Readonly<Partial<Record<PictureState['kind'], string>>> = {
  saving: 'Saving',
  saved: 'Saved. Colleagues have it when they open the inbox next.',
  removed: 'Removed.',
}

function refusalText(state: PictureState): string | null {
  if (state.kind === 'unreadable') {
    return 'This file is no picture that can be read here. Choose a PNG, JPEG or WebP.'
  }
  if (state.kind !== 'failed') return null
  const { error } = state
  const isBad = error.kind === 'problem' && error.status === 400
  return `Not saved. ${isBad ? error.problem.detail : failureText(error)}`
}
