/**
 * Whether somebody of a team is there, at whichever process. Each says so of itself when it begins,
 * again and again, and when it is over; a process that has fallen silent has nobody any more.
 */
import { type Clock, LOOKING_LASTS_MS, LOOKING_TOLD_EVERY_MS } from '@porchlight/protocol'
import type { TeamHere } from './whisper.ts'

export interface TeamPresencePorts {
  readonly clock: Clock
  /** This process. */
  readonly node: string
  readonly tell: (whisper: TeamHere) => void
  readonly onChange: (project: number, isHere: boolean) => void
}

export interface TeamPresence {
  isHere(project: number): boolean
  /** Somebody reads here from now on. @returns the undo */
  enter(project: number): () => void
  hear(whisper: TeamHere): void
  /** Says again who is here, for somebody who does not know. */
  tellAll(): void
  close(): void
}

/** A page that is loaded anew has not left. */
const LEAVES_AFTER_MS = 10_000

/** How often to look who has fallen silent. */
const LOOK_MS = 5_000

/** @returns a presence that knows of nobody yet */
export function createTeamPresence(ports: TeamPresencePorts): TeamPresence {
  const { clock, node, tell, onChange } = ports
  /** When each process counts as silent, by the clock of this one; by project. */
  const silentAt = new Map<number, Map<string, number>>()
  /** Readers at this process, by project. */
  const readers = new Map<number, number>()
  let toldAt = Number.NEGATIVE_INFINITY
  let stopTimer: (() => void) | null = null

  const isHere = (project: number): boolean => silentAt.has(project)

  function set(project: number, at: string, until: number | null): void {
    const wasHere = isHere(project)
    const nodes = silentAt.get(project) ?? new Map<string, number>()
    if (until === null) nodes.delete(at)
    else nodes.set(at, until)
    if (nodes.size === 0) silentAt.delete(project)
    else silentAt.set(project, nodes)
    if (isHere(project) !== wasHere) onChange(project, !wasHere)
    stopTimer ??= silentAt.size === 0 ? null : clock.setTimeout(look, LOOK_MS)
  }

  function look(): void {
    stopTimer = null
    const now = clock.elapsed()
    for (const [project, nodes] of [...silentAt]) {
      for (const [at, until] of [...nodes]) {
        if (until > now) continue
        if (at === node) tell({ kind: 'team_here', node, project, isHere: false })
        else set(project, at, null)
      }
    }
    if (now - toldAt >= LOOKING_TOLD_EVERY_MS) tellAll()
    if (silentAt.size > 0) stopTimer ??= clock.setTimeout(look, LOOK_MS)
  }

  function tellAll(): void {
    toldAt = clock.elapsed()
    for (const project of readers.keys()) tell({ kind: 'team_here', node, project, isHere: true })
  }

  function leave(project: number): void {
    const left = (readers.get(project) ?? 1) - 1
    if (left > 0) return void readers.set(project, left)
    readers.delete(project)
    set(project, node, clock.elapsed() + LEAVES_AFTER_MS)
  }

  return {
    isHere,
    enter(project) {
      const before = readers.get(project) ?? 0
      readers.set(project, before + 1)
      if (before === 0) tell({ kind: 'team_here', node, project, isHere: true })
      let isIn = true
      return () => {
        if (isIn) leave(project)
        isIn = false
      }
    },
    hear({ node: at, project, isHere: isThere }) {
      // Of ourselves we know better than what we have said.
      const lasts = at === node ? Number.POSITIVE_INFINITY : clock.elapsed() + LOOKING_LASTS_MS
      set(project, at, isThere ? lasts : null)
    },
    tellAll,
    close: () => stopTimer?.(),
  }
}
