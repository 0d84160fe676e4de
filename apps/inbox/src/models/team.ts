/** The people of the team, and which of them this is. */
import type { AgentsClient } from '@porchlight/client'
import type { Agent } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { picturePath } from './picture-path.ts'

export interface Team {
  readonly agents: ReadonlySignal<readonly Agent[]>
  /** Null for the key of a server, which is nobody; undefined while it is not known. */
  readonly me: ReadonlySignal<Agent | null | undefined>
  /** Where the picture of one of them is on this server; null for none, and for who is not among them. */
  pictureOf(agent: number | null): string | null
  /** Somebody as they are now. */
  take(agent: Agent): void
  close(): void
}

/** More than any team has that answers from one inbox. */
const TEAM_MAX = 200

/** Reads both once. Without them the inbox works as before: nobody can be named. */
export function createTeam(client: Pick<AgentsClient, 'list' | 'me'>): Team {
  const agents = signal<readonly Agent[]>([])
  const me = signal<Agent | null | undefined>(undefined)
  const reading = new AbortController()
  const pictures = computed(
    () =>
      new Map(
        agents.value.map((agent): [number | null, string | null] => [agent.id, picturePath(agent)]),
      ),
  )

  async function readAgents(): Promise<void> {
    const answer = await client.list({ limit: TEAM_MAX, offset: 0 }, reading.signal)
    if (answer.ok) agents.value = answer.value.results
  }

  async function readMe(): Promise<void> {
    const answer = await client.me(reading.signal)
    if (answer.ok) me.value = answer.value
    else if (answer.error.kind === 'problem') me.value = null
  }

  void readAgents()
  void readMe()
  return {
    agents,
    me,
    pictureOf: (id) => pictures.value.get(id) ?? null,
    take(agent) {
      batch(() => {
        agents.value = agents.peek().map((each) => (each.id === agent.id ? agent : each))
        if (me.peek()?.id === agent.id) me.value = agent
      })
    },
    close: () => reading.abort(),
  }
}
