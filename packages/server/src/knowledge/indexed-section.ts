/** A section as the index has it. */
export interface IndexedSection {
  readonly id: number
  /** Terms of title, heading and body, with a bar between these. */
  readonly terms: string
}

/** Terms of title, heading and body of a section. */
export const FIELDS = 3

/** The stored terms of a section, field by field. */
export function splitFields(terms: string): readonly (readonly string[])[] {
  return terms.split('|').map((field) => field.split(' ').filter((term) => term !== ''))
}
