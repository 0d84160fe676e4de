import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { mailsHref, settingsHref } from '../models/route.ts'
import { useMay } from '../rights-context.ts'
import type { ApiKeys } from './api-keys.ts'
import type { OwnPicture } from './own-picture.ts'
import { Preview } from './Preview.tsx'
import type { People } from './people.ts'
import { Refused } from './Refused.tsx'
import { SaveBar } from './SaveBar.tsx'
import { AppearanceSection } from './sections/AppearanceSection.tsx'
import { AssistantSection } from './sections/AssistantSection.tsx'
import { DomainsSection } from './sections/DomainsSection.tsx'
import { FormSection } from './sections/FormSection.tsx'
import { GreetingSection } from './sections/GreetingSection.tsx'
import { HoursSection } from './sections/HoursSection.tsx'
import { KeysSection } from './sections/KeysSection.tsx'
import { PeopleSection } from './sections/PeopleSection.tsx'
import { ProfileSection } from './sections/ProfileSection.tsx'
import { StockSection } from './sections/StockSection.tsx'
import {
  PART_WORDS,
  type PartName,
  partOf,
  type SectionProps,
  type SettingsPorts,
} from './sections/sections.ts'
import type { SettingsForm } from './settings-form.ts'

export interface SettingsPageProps {
  readonly form: SettingsForm
  /** Asked for when its part is opened, and not before. */
  readonly keys: () => ApiKeys
  readonly people: People
  readonly own: OwnPicture
  readonly ports: SettingsPorts
  readonly nowMs: ReadonlySignal<number>
  /** As the address names it. */
  readonly part: string
  /** What is asked of the list, so that it is the same afterwards. */
  readonly query: string
  readonly listHref: string
}

const PARTS = Object.keys(PART_WORDS).map(partOf)

const SECTIONS: Readonly<
  Record<Exclude<PartName, 'keys' | 'people' | 'profile'>, (props: SectionProps) => JSX.Element>
> = {
  appearance: AppearanceSection,
  greeting: GreetingSection,
  form: FormSection,
  hours: HoursSection,
  domains: DomainsSection,
  assistant: AssistantSection,
  stock: StockSection,
}

const WITH_PREVIEW: ReadonlySet<PartName> = new Set(['appearance', 'greeting', 'form', 'hours'])

/** Who makes keys, and who hands over or erases a person, may do everything; a picture stands on replies. */
function needsOf(part: PartName): 'project:read' | 'ticket:write' | '*' {
  if (part === 'profile') return 'ticket:write'
  return part === 'keys' || part === 'people' ? '*' : 'project:read'
}

/** In the place of the columns. */
export function SettingsPage(props: SettingsPageProps): JSX.Element {
  const { query, listHref } = props
  const part = partOf(props.part)
  const may = useMay()
  const currentRef = useRef<HTMLAnchorElement>(null)
  // On a phone the parts stand in one line, which is longer than the screen.
  useEffect(
    () => currentRef.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [part],
  )
  return (
    <main class="settings">
      <header class="bar settings-head">
        <a
          class="icon-button settings-back"
          href={listHref}
          aria-label="Back to the list"
          title="Back (u)"
        >
          <Icon name="back" />
        </a>
        <h1>Settings</h1>
      </header>
      <nav class="settings-nav" aria-label="Settings">
        <ul>
          {PARTS.filter((each) => may(needsOf(each))).map((each) => (
            <li key={each}>
              <a
                ref={each === part ? currentRef : null}
                href={settingsHref(each, query)}
                aria-current={each === part ? 'page' : undefined}
              >
                {PART_WORDS[each]}
              </a>
            </li>
          ))}
          <li>
            <a href={mailsHref(query)}>Mails</a>
          </li>
        </ul>
      </nav>
      <div class="settings-body">
        <Part {...props} part={part} />
      </div>
    </main>
  )
}

function Part(props: SettingsPageProps & { readonly part: PartName }): JSX.Element {
  const { part, keys, people, own, ports, nowMs } = props
  if (part === 'keys' || part === 'people' || part === 'profile') {
    return (
      <section class="settings-part" aria-labelledby="settings-title">
        <h2 id="settings-title">{PART_WORDS[part]}</h2>
        {part === 'keys' && <KeysSection keys={keys()} ports={ports} nowMs={nowMs} />}
        {part === 'people' && <PeopleSection people={people} ports={ports} />}
        {part === 'profile' && <ProfileSection own={own} />}
      </section>
    )
  }
  return <FormPart {...props} part={part} />
}

function FormPart({
  form,
  ports,
  part,
  query,
  nowMs,
}: SettingsPageProps & { readonly part: keyof typeof SECTIONS }): JSX.Element {
  const state = form.state.value
  const values = form.values.value
  const saved = form.saved.value
  const Section = SECTIONS[part]
  return (
    <>
      <section class="settings-part" aria-labelledby="settings-title">
        <h2 id="settings-title">{PART_WORDS[part]}</h2>
        {state.kind === 'reading' && values === null && <p class="muted">Loading</p>}
        {state.kind === 'failed' && (
          <Refused error={state.error} needs="project:read" onAgain={() => void form.reload()} />
        )}
        {values !== null && (
          <form
            class="fields"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void form.send()
            }}
          >
            <Section form={form} ports={ports} />
            <SaveBar form={form} part={part} hrefOf={(each) => settingsHref(each, query)} />
          </form>
        )}
      </section>
      {values !== null && saved !== null && WITH_PREVIEW.has(part) && (
        <Preview values={values} href={ports.previewHref(saved.token)} nowMs={nowMs.value} />
      )}
    </>
  )
}
