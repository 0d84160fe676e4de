/** Builds a library with one of its files changed. */
import type { Plugin } from 'vite'

interface FileChange {
  /** The end of its path. */
  readonly file: string
  /** @returns what stands for its code @throws when it is another version */
  readonly change: (code: string) => string
  /** Names of the builds that have the file in them. */
  readonly builds: readonly string[]
}

/**
 * A build stops that should have the file and has not: the library was found in another file, which would
 * be built as it is.
 */
export function changeFile({ file, change, builds }: FileChange): Plugin {
  let isChanged = false
  return {
    name: `porchlight:change ${file}`,
    buildStart() {
      isChanged = false
    },
    transform: {
      filter: { id: `**/${file}` },
      handler(code) {
        isChanged = true
        return { code: change(code), map: null }
      },
    },
    buildEnd(error) {
      const { name } = this.environment
      if (error === undefined && builds.includes(name) && !isChanged) {
        this.error(`${file} is not in the build "${name}", and was not changed`)
      }
    },
  }
}

export interface Expected {
  /** How often it is there. */
  readonly times: number
  /** What it is a part of. */
  readonly file: string
}

/** @throws when the part is not there so many times: another version stops the build */
export function replacePart(
  code: string,
  part: string,
  { by, ...expected }: Expected & { readonly by: string },
): string {
  expectPart(code, part, expected)
  return code.replaceAll(part, () => by)
}

/** @throws when the part is not there so many times */
export function expectPart(code: string, part: string, { times, file }: Expected): void {
  const found = code.split(part).length - 1
  if (found !== times) throw new Error(`${file} has changed: ${found} of ${times} times ${part}`)
}
