import type { WireCitation } from '@porchlight/protocol'
import type { HelpSection } from '../knowledge/help-sections.ts'

/** A section as the source of an answer. */
export function citationOf({ article, heading, url }: HelpSection): WireCitation {
  return { title: heading === null ? article : `${article}, ${heading}`, url }
}
