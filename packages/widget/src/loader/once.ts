/** Things that are made once, unless they fail: then a later call makes them anew. */
export interface Once {
  /** @returns the same promise for the same name, until it has rejected or was forgotten */
  once<T>(name: string, make: () => Promise<T>): Promise<T>
  forget(name: string): void
}

export function createOnce(): Once {
  const made: Record<string, Promise<unknown>> = {}

  return {
    once<T>(name: string, make: () => Promise<T>) {
      made[name] ??= make().catch((error) => {
        delete made[name]
        throw error
      })
      return made[name] as Promise<T>
    },
    forget: (name) => void delete made[name],
  }
}
