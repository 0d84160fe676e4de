import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { initialsOf } from './words/visitor-name.ts'

export interface FaceProps {
  readonly name: string
  /** Where their picture is on this server; null for none. */
  readonly picture?: string | null
  readonly size?: 'small' | 'large'
}

/** Who speaks, at a glance: the initials, until there is a picture. The name stands beside it, for those who listen. */
export function Face({ name, picture = null, size }: FaceProps): JSX.Element {
  const shown = useSignal<string | null>(null)
  const failed = useSignal<string | null>(null)
  return (
    <span class={size === undefined ? 'face' : `face face-${size}`} aria-hidden="true">
      {(picture === null || shown.value !== picture) && initialsOf(name)}
      {picture !== null && failed.value !== picture && (
        <img
          key={picture}
          src={picture}
          alt=""
          onLoad={() => {
            shown.value = picture
          }}
          onError={() => {
            failed.value = picture
          }}
        />
      )}
    </span>
  )
}
