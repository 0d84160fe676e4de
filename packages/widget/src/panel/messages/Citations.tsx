import type { Citation } from '@porchlight/protocol'
import { linkTarget } from '@porchlight/richtext'
import type { JSX } from 'preact'
import { outward } from './outward.ts'

/** What an answer leans on. A source with an address that may be followed is a link. */
export function Citations(props: {
  readonly citations: readonly Citation[]
  readonly label: string
}): JSX.Element {
  return (
    <ul class="citations" aria-label={props.label}>
      {props.citations.map(({ title, url }) => {
        const target = linkTarget(url ?? '')
        return (
          <li>
            {target ? (
              <a class="citation" href={target.href} {...outward}>
                {title}
              </a>
            ) : (
              <span class="citation">{title}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
