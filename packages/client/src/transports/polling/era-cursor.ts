/**
 * Cursors of a transport that has to ask: the memory counts what it tells, and a cursor says up to
 * which count the core has stored it. The era names the memory, so that a cursor of another one is
 * known for what it is.
 */
interface Counted {
  readonly era: string
  readonly count: number
}

export function cursorOf({ era, count }: Counted): string {
  return `${era}.${count}`
}

/** @returns the count in the cursor; null where it is none of this memory */
export function countIn(cursor: string | null, memory: Counted): number | null {
  const [era, text] = (cursor ?? '').split('.')
  const count = Number(text)
  return era === memory.era && count <= memory.count ? count : null
}
