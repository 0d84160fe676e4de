import type { WireCitation } from '@porchlight/protocol'
import { linkTarget } from '@porchlight/richtext'
import type { JSX } from 'preact'

/** What a suggestion was taken from, so that whoever sends it can look it up first. */
export function Sources({ sources }: { sources: readonly WireCitation[] }): JSX.Element {
  return (
    <div role="status">
      {sources.length > 0 && (
        <div class="sources">
          <span class="sources-label">{sources.length === 1 ? 'Source' : 'Sources'}</span>
          <ul>
            {sources.map((source) => (
              <li key={`${source.title} ${source.url}`}>
                <Source {...source} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Source({ title, url }: WireCitation): JSX.Element {
  const target = url === null ? undefined : linkTarget(url)
  if (target?.kind !== 'web') return <bdi>{title}</bdi>
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer nofollow" title={target.host}>
      <bdi>{title}</bdi>
    </a>
  )
}
