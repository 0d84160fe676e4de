/** The picture of whoever is signed in: another one, or none. */
import type { AgentsClient, ClientError, Result } from '@porchlight/client'
import type { Agent } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Team } from '../models/team.ts'

export type PictureState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' | 'removed' }
  /** This browser cannot read the file as a picture. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface OwnPicture extends Pick<Team, 'me'> {
  readonly state: ReadonlySignal<PictureState>
  set(file: Blob): Promise<void>
  remove(): Promise<void>
}

export function createOwnPicture(options: {
  readonly client: Pick<AgentsClient, 'setPicture' | 'removePicture'>
  readonly team: Pick<Team, 'me' | 'take'>
  /** Makes what is sent of a file; null where it is no picture. */
  readonly square: (file: Blob) => Promise<string | null>
  readonly onFailed: (error: ClientError) => void
}): OwnPicture {
  const { client, team, square, onFailed } = options
  const state = signal<PictureState>({ kind: 'idle' })

  function end(answer: Result<Agent>, kind: 'saved' | 'removed'): void {
    state.value = answer.ok ? { kind } : { kind: 'failed', error: answer.error }
    if (answer.ok) team.take(answer.value)
    else onFailed(answer.error)
  }

  return {
    me: team.me,
    state,
    async set(file) {
      if (state.peek().kind === 'saving') return
      state.value = { kind: 'saving' }
      const picture = await square(file)
      if (picture === null) state.value = { kind: 'unreadable' }
      else end(await client.setPicture(picture), 'saved')
    },
    async remove() {
      if (state.peek().kind === 'saving') return
      state.value = { kind: 'saving' }
      end(await client.removePicture(), 'removed')
    },
  }
}
