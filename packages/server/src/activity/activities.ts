/**
 * Tells those who are there what others do at this moment. All of it is whispered, so that it comes
 * the same way from this process and from another one.  [SV159]
 */
import {
  type Clock,
  type TeamAside,
  type VisitorAside,
  WRITING_LASTS_MS,
} from '@porchlight/protocol'
import type { Principal } from '../auth/principal.ts'
import type { Whispers } from '../store/whispers.ts'
import { createReaders, type Reader } from './readers.ts'
import { createTeamPresence } from './team-presence.ts'
import { createVisitorPresence } from './visitor-presence.ts'
import { type AgentDoes, formatWhisper, parseWhisper, type Whisper } from './whisper.ts'
import { createWriters } from './writers.ts'

export interface Activities {
  /** Tells this reader, for as long as the stream is open. */
  follow(reader: Reader): void
  tell(whisper: Whisper): void
  close(): void
}

export interface ActivityPorts {
  readonly whispers: Whispers
  readonly clock: Clock
  /** This process, among those on the same database. */
  readonly node: string
}

/** By what those are told apart who do something. An agent at two desks is one. */
export function nameOf(principal: Principal): string {
  if (principal.kind === 'visitor') return principal.visitor
  return principal.agent === null ? principal.id : `agent ${principal.agent}`
}

/** Listens from now on. */
export function createActivities({ whispers, clock, node }: ActivityPorts): Activities {
  const tell = (whisper: Whisper): void => whispers.tell(formatWhisper(whisper))
  const readers = createReaders()
  const writers = createWriters(clock, WRITING_LASTS_MS)
  const team = createTeamPresence({
    clock,
    node,
    tell,
    onChange: (project, isHere) => tellVisitors(readers.ofVisitors(project), presenceOf(isHere)),
  })
  const visitors = createVisitorPresence({
    clock,
    tell,
    isReading: (visitor) => readers.ofVisitor(visitor).length > 0,
  })

  function hear(whisper: Whisper): void {
    switch (whisper.kind) {
      case 'visitor_does': {
        const { project, conversation, ticket, visitor: who, doing } = whisper
        const data = { conversation, ticket, by: 'visitor', who, name: null, doing } as const
        tellTeam(readers.ofTeam(project), { event: 'activity', data })
        break
      }
      case 'agent_does':
        hearAgent(whisper)
        break
      case 'team_here':
        team.hear(whisper)
        break
      case 'visitor_here': {
        const { project, visitor, isHere } = whisper
        const data = { visitor, is_here: isHere }
        tellTeam(readers.ofTeam(project), { event: 'presence', data })
        visitors.hear(whisper)
        break
      }
      case 'hello':
        team.tellAll()
    }
  }

  function hearAgent(whisper: AgentDoes): void {
    const { project, conversation, ticket, visitor, who, name, doing } = whisper
    const data = { conversation, ticket, by: 'agent', who, name, doing } as const
    const others = readers.ofTeam(project).filter(({ principal }) => nameOf(principal) !== who)
    tellTeam(others, { event: 'activity', data })
    if (visitor === null) return
    // Of notes and looks a visitor hears nothing; at most that a reply is not being written any more.
    const isWriting = doing === 'writing'
    if (writers.set(`${conversation} ${who}`, isWriting) || isWriting) {
      const told = { conversation, name, doing: isWriting ? 'writing' : 'none' } as const
      tellVisitors(readers.ofVisitor(visitor), { event: 'activity', data: told })
    }
    if (doing !== 'none') visitors.ask({ project, visitor }, doing === 'looking')
  }

  let isClosed = false
  const stopListening = whispers.listen((text) => {
    const whisper = parseWhisper(text)
    if (whisper !== null) hear(whisper)
  })
  tell({ kind: 'hello' })

  return {
    tell,
    follow(reader) {
      const { principal, stream, isAttended } = reader
      if (stream.ended.aborted) return
      const undo = [readers.add(reader)]
      if (principal.kind === 'visitor') {
        visitors.changed(principal)
        undo.push(() => visitors.changed(principal))
        if (team.isHere(principal.project)) tellVisitors([reader], presenceOf(true))
      } else if (isAttended) undo.push(team.enter(principal.project))
      stream.ended.addEventListener('abort', () => {
        // Whoever read at a process that shuts down reads at the next one in a moment.
        if (!isClosed) for (const end of undo) end()
      })
    },
    close() {
      isClosed = true
      stopListening()
      team.close()
    },
  }
}

function presenceOf(isHere: boolean): VisitorAside {
  return { event: 'presence', data: { is_team_here: isHere } }
}

function tellTeam(readers: readonly Reader[], aside: TeamAside): void {
  for (const { stream } of readers) stream.mention(aside)
}

function tellVisitors(readers: readonly Reader[], aside: VisitorAside): void {
  for (const { stream } of readers) stream.mention(aside)
}
