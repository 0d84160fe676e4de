/** One hostile message, and what a reader gets of it. */
export interface MessageCase {
  readonly title: string
  /** `{sink}` and `{host}` stand for the server that nobody should reach. */
  readonly content: string
  /** A document of the team's editor that goes with it. */
  readonly rich?: Readonly<Record<string, unknown>>
  /** What must be readable. Default: the whole content, as it was written. */
  readonly shows?: string
  /** All links in it, where that is the point. */
  readonly links?: readonly (readonly [text: string, href: string])[]
}

/** Puts the address of the sink in its places. */
export function aimAt<T>(origin: string, value: T): T {
  const aimed = JSON.stringify(value)
    .replaceAll('{sink}', origin)
    .replaceAll('{host}', new URL(origin).host)
  return JSON.parse(aimed) as T
}
