import type { JSX } from 'preact'
import { initialsOf } from './initials.ts'

/** Who speaks, at a glance: no picture, since that would be fetched from somewhere. */
export function Face(props: { readonly name: string; readonly isPerson: boolean }): JSX.Element {
  // The name stands beside it, for those who listen.
  return (
    <span class={props.isPerson ? 'face face-person' : 'face'} aria-hidden="true">
      {initialsOf(props.name)}
    </span>
  )
}
