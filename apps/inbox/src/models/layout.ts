/**
 * Which traits of a person stand first beside a thread, and in which order: the team's own layout, kept
 * on the server as `{"fields": ["plan", {"key": "mrr", "title": "Revenue"}]}` in the side bar of its
 * profile configuration for persons.
 */
import type { ClientError, ProfileConfigsClient, Result } from '@porchlight/client'
import type { ProfileConfig } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'

/** One trait in the layout. */
export interface LayoutField {
  readonly key: string
  /** What it is called, where its key does not say it well. */
  readonly title: string | null
}

export interface Layout {
  readonly fields: ReadonlySignal<readonly LayoutField[]>
  /** Why the last change was not saved. */
  readonly failure: ReadonlySignal<ClientError | null>
  /** Puts these keys first; titles that are known stay. */
  setKeys(keys: readonly string[]): Promise<void>
  close(): void
}

/** A team has one for persons, and some for groups. */
const CONFIGS_MAX = 100

/** Reads it once. Without one every trait is shown, as it comes. */
export function createLayout(client: ProfileConfigsClient): Layout {
  const config = signal<ProfileConfig | null>(null)
  const wanted = signal<readonly LayoutField[] | null>(null)
  const failure = signal<ClientError | null>(null)
  const closing = new AbortController()
  const fields = computed(() => wanted.value ?? readFields(config.value?.sidebar))

  /** Nothing is saved before it is known what there is: another one would take its place. */
  async function read(): Promise<Result<ProfileConfig | null>> {
    const answer = await client.list({ limit: CONFIGS_MAX, offset: 0 }, closing.signal)
    if (!answer.ok) return answer
    config.value = answer.value.results.find(({ scope }) => scope === 'person') ?? null
    return { ok: true, value: config.value }
  }

  async function save(fields: readonly LayoutField[]): Promise<Result<ProfileConfig>> {
    const first = await reading
    const found = first.ok ? first : await read()
    if (!found.ok) return found
    const kept = config.peek()
    const sidebar = { ...recordOf(kept?.sidebar), fields: fields.map(toKept) }
    return kept === null
      ? await client.create({ scope: 'person', sidebar })
      : await client.update(kept.id, { sidebar })
  }

  const reading = read()
  return {
    fields,
    failure,
    async setKeys(keys) {
      const titles = new Map(fields.peek().map(({ key, title }) => [key, title]))
      const next = keys.map((key) => ({ key, title: titles.get(key) ?? null }))
      batch(() => {
        wanted.value = next
        failure.value = null
      })
      const answer = await save(next)
      batch(() => {
        if (answer.ok) config.value = answer.value
        else failure.value = answer.error
        if (wanted.peek() === next) wanted.value = null
      })
    },
    close: () => closing.abort(),
  }
}

/** Anybody may have put anything there: what is no field is passed over. */
function readFields(sidebar: unknown): readonly LayoutField[] {
  const { fields } = recordOf(sidebar)
  if (!Array.isArray(fields)) return []
  return fields.flatMap((field: unknown) => {
    if (typeof field === 'string') return [{ key: field, title: null }]
    const { key, title } = recordOf(field)
    return typeof key === 'string' ? [{ key, title: typeof title === 'string' ? title : null }] : []
  })
}

function toKept({ key, title }: LayoutField): unknown {
  return title === null ? key : { key, title }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
