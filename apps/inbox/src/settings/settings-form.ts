/**
 * The settings as they are saved, and what was changed of them here. Nothing that was changed is lost by
 * a failure; what somebody else has changed meanwhile is told, and never written over unseen.
 */
import type { ClientError, Result, SettingsClient } from '@porchlight/client'
import type { ProjectSettings, ProjectSettingsChange } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { AllSettings, SettingName } from './all-settings.ts'
import type { Bases, KeptEdits } from './kept-edits.ts'

export type ReadState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ClientError }
  | { readonly kind: 'ready' }

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly error: ClientError }
  /** The server says what is wrong, and where: `place` lies within the setting, such as `days.0.1`. */
  | {
      readonly kind: 'refused'
      readonly name: SettingName
      readonly place: string
      readonly detail: string
    }
  /** Somebody else has changed the same; it is for us to say which one stands. */
  | { readonly kind: 'crossed'; readonly names: readonly SettingName[] }

export interface SettingsForm {
  readonly state: ReadonlySignal<ReadState>
  /** As saved, as far as is known. */
  readonly saved: ReadonlySignal<ProjectSettings | null>
  /** As they are in the form; null until they are read. */
  readonly values: ReadonlySignal<AllSettings | null>
  /** Names of what is changed and not saved. */
  readonly changed: ReadonlySignal<readonly SettingName[]>
  readonly save: ReadonlySignal<SaveState>
  set<Name extends SettingName>(name: Name, value: AllSettings[Name]): void
  /** Saves what is changed. With a crossing in sight, this says that ours stands. */
  send(): Promise<void>
  /** Takes what somebody else has set, where both have. */
  takeTheirs(): void
  /** Takes back all that is not saved. */
  discard(): void
  reload(): Promise<void>
  close(): void
}

/** So often a save is tried again that another one, of other fields, came before. */
const MAX_TRIES = 5

export function createSettingsForm(options: {
  readonly client: SettingsClient
  readonly kept: KeptEdits
  readonly onFailed: (error: ClientError) => void
}): SettingsForm {
  const { client, kept, onFailed } = options
  const state = signal<ReadState>({ kind: 'reading' })
  const saved = signal<ProjectSettings | null>(null)
  const edits = signal<Partial<AllSettings>>({})
  /** The value that each edit was made of. */
  let bases: Bases = {}
  /** What the server may have by now, and we do not know of: to set it back is a change too. */
  let inDoubt: Partial<AllSettings> = {}
  const save = signal<SaveState>({ kind: 'idle' })
  const closing = new AbortController()
  const values = computed(() => {
    const now = saved.value
    return now === null ? null : { ...allOf(now), ...edits.value }
  })
  const changed = computed(() => Object.keys(edits.value) as SettingName[])

  function setEdits(next: Partial<AllSettings>): void {
    const { value: now } = saved
    if (now === null) return
    const known = allOf(now)
    const different = Object.entries(next).filter(
      ([name, value]) => name in inDoubt || !isSame(value, known[name as SettingName]),
    )
    edits.value = Object.fromEntries(different)
    bases = Object.fromEntries(
      changed.peek().map((name) => [name, name in bases ? bases[name] : known[name]]),
    )
    kept.write(now, { edits: edits.value, bases })
  }

  /** What somebody else has set to something else since we began to change it. */
  function crossings(now: ProjectSettings): readonly SettingName[] {
    const known = allOf(now)
    const mine = edits.peek()
    return changed
      .peek()
      .filter((name) => !isSame(bases[name], known[name]) && !isSame(mine[name], known[name]))
  }

  async function reload(): Promise<void> {
    state.value = { kind: 'reading' }
    const answer = await client.get(closing.signal)
    if (closing.signal.aborted) return
    batch(() => {
      if (answer.ok) {
        saved.value = answer.value
        const before = kept.read(answer.value)
        bases = { ...before.bases, ...bases }
        setEdits({ ...before.edits, ...edits.value })
        const names = crossings(answer.value)
        if (names.length > 0) save.value = { kind: 'crossed', names }
      } else onFailed(answer.error)
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  /** @returns what both have changed; null when it could not be looked for */
  async function lookForCrossings(): Promise<readonly SettingName[] | null> {
    const answer = await client.get(closing.signal)
    if (!answer.ok) {
      fail(answer.error)
      return null
    }
    inDoubt = {}
    batch(() => {
      saved.value = answer.value
      setEdits(edits.peek())
    })
    return crossings(answer.value)
  }

  function fail(error: ClientError): void {
    batch(() => {
      if (error.kind === 'problem' && error.status < 500) {
        inDoubt = {}
        setEdits(edits.peek())
      }
      save.value = refusalOf(error, saved.peek()) ?? { kind: 'failed', error }
    })
    onFailed(error)
  }

  function take(sent: Partial<AllSettings>, now: ProjectSettings): void {
    batch(() => {
      // What was changed again meanwhile is not saved yet.
      const later = Object.entries(edits.peek()).filter(
        ([name, value]) => !isSame(value, sent[name as SettingName]),
      )
      saved.value = now
      bases = {}
      inDoubt = {}
      setEdits(Object.fromEntries(later))
      save.value = { kind: 'saved' }
    })
  }

  /** What somebody else has set there is known, and ours is to stand all the same. */
  function standBy(names: readonly SettingName[]): void {
    bases = Object.fromEntries(Object.entries(bases).filter(([name]) => !isOneOf(names, name)))
    setEdits(edits.peek())
  }

  async function send(): Promise<void> {
    const before = save.peek()
    if (before.kind === 'sending' || changed.peek().length === 0) return
    if (before.kind === 'crossed') standBy(before.names)
    save.value = { kind: 'sending' }
    for (let tries = 1; ; tries++) {
      const base = saved.peek()
      if (base === null) return
      const sent = edits.peek()
      inDoubt = sent
      const answer: Result<ProjectSettings> = await client.update(changeOf(base, sent))
      if (answer.ok) return take(sent, answer.value)
      if (!isConflict(answer.error) || tries === MAX_TRIES) return fail(answer.error)
      const crossed = await lookForCrossings()
      if (crossed === null) return
      if (crossed.length > 0) {
        save.value = { kind: 'crossed', names: crossed }
        return
      }
    }
  }

  void reload()
  return {
    state,
    saved,
    values,
    changed,
    save,
    send,
    reload,
    set(name, value) {
      batch(() => {
        setEdits({ ...edits.peek(), [name]: value })
        const now = save.peek()
        const isOfThis = now.kind === 'refused' && now.name === name
        if (isOfThis || now.kind === 'saved') save.value = { kind: 'idle' }
      })
    },
    takeTheirs() {
      const now = save.peek()
      if (now.kind !== 'crossed') return
      batch(() => {
        const mine = Object.entries(edits.peek())
        setEdits(Object.fromEntries(mine.filter(([name]) => !isOneOf(now.names, name))))
        save.value = { kind: 'idle' }
      })
    },
    discard() {
      batch(() => {
        setEdits({})
        save.value = { kind: 'idle' }
      })
    },
    close: () => closing.abort(),
  }
}

function allOf({ widget, conversations }: ProjectSettings): AllSettings {
  return { ...widget, ...conversations }
}

function isOneOf(names: readonly SettingName[], name: string): boolean {
  return names.includes(name as SettingName)
}

function changeOf(base: ProjectSettings, edits: Partial<AllSettings>): ProjectSettingsChange {
  const of = (names: object) =>
    Object.fromEntries(
      Object.entries(edits)
        .filter(([name]) => name in names)
        .map(([name, value]) => [name, asSent(value)]),
    )
  return {
    version: base.version,
    widget: of(base.widget),
    conversations: of(base.conversations),
  }
}

/** Of a list, the lines that say something. */
export function tidy(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function asSent(value: unknown): unknown {
  return Array.isArray(value) ? tidy(value) : value
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(asSent(a)) === JSON.stringify(asSent(b))
}

function isConflict(error: ClientError): boolean {
  return error.kind === 'problem' && error.status === 409
}

/** Where the server says which setting it is about. */
function refusalOf(error: ClientError, saved: ProjectSettings | null): SaveState | null {
  if (error.kind !== 'problem' || error.status !== 400 || saved === null) return null
  const [group, name = '', ...place] = error.problem.attr?.split('.') ?? []
  if (group !== 'widget' && group !== 'conversations') return null
  if (!(name in saved[group])) return null
  const { detail } = error.problem
  return { kind: 'refused', name: name as SettingName, place: place.join('.'), detail }
}
