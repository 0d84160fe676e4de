/** What was made, by name. What is deleted is made anew. */
export type Made = Record<string, Promise<unknown>>

/**
 * Makes something once, unless that fails: then a later call makes it anew.
 *
 * @returns the same promise for the same name, until it has rejected or was deleted
 */
export function once<T>(made: Made, name: string, make: () => Promise<T>): Promise<T> {
  made[name] ??= make().catch((error) => {
    delete made[name]
    throw error
  })
  return made[name] as Promise<T>
}
