/**
 * What a proof of identity is answered with. Apart from the request, whose rules a browser that only
 * sends it has no use for.
 */
import * as v from 'valibot'

/** Who the browser is from now on. */
export interface Identified {
  /** The visitor of this person: another one than before, when another browser was first. */
  readonly visitor: string
  readonly distinct_id: string
}

export const identifiedSchema: v.GenericSchema<unknown, Identified> = v.object({
  visitor: v.string(),
  distinct_id: v.string(),
})
