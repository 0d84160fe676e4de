import type { Image } from '@porchlight/richtext'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { outward } from '../panel/messages/outward.ts'
import type { MarkupWords } from './markup-words.ts'

/**
 * A picture that somebody else keeps. To fetch it tells its host who reads, and when; so it is
 * fetched when the reader asks for it, and the button names the host.
 */
export function Picture(props: {
  readonly image: Image
  readonly words: MarkupWords
}): JSX.Element {
  const { href, host, alt } = props.image
  const words = props.words.value
  const state = useSignal<'hidden' | 'shown' | 'failed'>('hidden')
  const hasFailed = state.value === 'failed'

  function show(): void {
    state.value = 'shown'
  }
  function fail(): void {
    state.value = 'failed'
  }

  if (state.value === 'hidden') {
    return (
      <button type="button" class="picture-button" onClick={show}>
        {alt !== '' && <strong>{alt}</strong>}
        <span dir="auto">{words.showImage(host)}</span>
      </button>
    )
  }
  return (
    <span class="picture" dir="auto">
      <span role="status">{hasFailed && `${words.imageFailed} `}</span>
      <a ref={focus} href={href} {...outward}>
        {hasFailed ? (
          words.openImage(host)
        ) : (
          // Its address comes last: the others decide how it is fetched.
          <img
            referrerpolicy="no-referrer"
            loading="lazy"
            decoding="async"
            alt={alt || words.openImage(host)}
            onError={fail}
            src={href}
          />
        )}
      </a>
    </span>
  )
}

/** The button that had the focus has gone; what has taken its place takes the focus too. */
function focus(link: HTMLElement | null): void {
  link?.focus()
}
