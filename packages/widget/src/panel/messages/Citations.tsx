import type { Citation } from '@porchlight/protocol'
import { linkTarget } from '@porchlight/richtext'
import type { JSX } from 'preact'

/** What an answer leans on. A source with an address that may be followed is a link. */
export function Citations(props: {
  readonly citations: readonly Citation[]
  readonly label: string
}): JSX.Element {
  return (
    <ul class="citations" aria-label={props.label}>
      {props.citations.map(({ title, url }) => {
        const target = url === null ? undefined : linkTarget(url)
        return (
          <li>
            {target === undefined ? (
              <span class="citation">{title}</span>
            ) : (
              <a
                class="citation"
                href={target.href}
                target="_blank"
                rel="noopener noreferrer nofollow"
              >
                {title}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
