/** One breach of an invariant, for a person to read. */
export interface Violation {
  readonly invariant: Invariant
  /** What is wrong, with ids and texts. */
  readonly what: string
}

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10'
