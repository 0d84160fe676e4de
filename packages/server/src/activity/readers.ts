/** The feeds that are open at this process, by who reads them. */
import type { Principal } from '../auth/principal.ts'
import type { EventStream } from '../event-stream.ts'

export interface Reader {
  readonly principal: Principal
  readonly stream: Pick<EventStream, 'mention' | 'ended'>
  /** A person reads it: visitors are told that the team is there. */
  readonly isAttended: boolean
}

export interface Readers {
  /** @returns the undo */
  add(reader: Reader): () => void
  ofVisitor(visitor: string): readonly Reader[]
  ofTeam(project: number): readonly Reader[]
  /** All visitors' of a project. */
  ofVisitors(project: number): readonly Reader[]
}

export function createReaders(): Readers {
  const readersByName = new Map<string, Set<Reader>>()
  const named = (name: string): readonly Reader[] => [...(readersByName.get(name) ?? [])]

  return {
    add(reader) {
      const names = namesOf(reader.principal)
      for (const name of names) {
        const readers = readersByName.get(name) ?? new Set()
        readersByName.set(name, readers.add(reader))
      }
      return () => {
        for (const name of names) {
          const readers = readersByName.get(name)
          readers?.delete(reader)
          if (readers?.size === 0) readersByName.delete(name)
        }
      }
    },
    ofVisitor: (visitor) => named(`visitor ${visitor}`),
    ofTeam: (project) => named(`team ${project}`),
    ofVisitors: (project) => named(`visitors ${project}`),
  }
}

function namesOf(principal: Principal): readonly string[] {
  return principal.kind === 'key'
    ? [`team ${principal.project}`]
    : [`visitor ${principal.visitor}`, `visitors ${principal.project}`]
}
