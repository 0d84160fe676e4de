/** What a visitor has told of themselves in our form, for as long as the chat knows them. */
import type { Traits } from '@porchlight/protocol'
import { detailsKey } from '../loader/mark.ts'

/** @returns nothing where nothing was told, or where it cannot be read. Never throws. */
export function readDetails(token: string): Traits {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(detailsKey(token)) ?? '{}')
    const entries = Object.entries(Object(parsed)).filter(([, text]) => typeof text === 'string')
    return Object.fromEntries(entries) as Traits
  } catch {
    return {}
  }
}

/** Never throws: without storage it is asked again on the next page. */
export function writeDetails(token: string, details: Traits): void {
  try {
    localStorage.setItem(detailsKey(token), JSON.stringify(details))
  } catch {
    // Told to the server all the same.
  }
}
