/** The parts of the settings that are fields of one form. */
import type { SettingName } from '../all-settings.ts'
import type { SettingsForm } from '../settings-form.ts'

/** What the settings need of the browser. */
export interface SettingsPorts {
  /** Where this server is reached. */
  readonly origin: string
  /** IANA names: that of this browser, and all that it knows. */
  readonly timeZone: string
  readonly timeZones: readonly string[]
  /** Opens an address within the page. */
  go(href: string): void
  /** Address of the preview's page, for a site. */
  previewHref(token: string): string
  /** Puts a text into the clipboard. Rejects where a browser does not allow it. */
  copy(text: string): Promise<void>
  /** An address under which this browser has the text as a file, and the undo. */
  offer(text: string): { readonly href: string; close(): void }
}

export interface SectionProps {
  readonly form: SettingsForm
  readonly ports: SettingsPorts
}

export type PartName =
  | 'appearance'
  | 'greeting'
  | 'form'
  | 'hours'
  | 'domains'
  | 'assistant'
  | 'stock'
  | 'keys'
  | 'people'
  | 'profile'

export const PART_WORDS: Readonly<Record<PartName, string>> = {
  appearance: 'Appearance',
  greeting: 'Greeting',
  form: 'Form',
  hours: 'Business hours',
  domains: 'Domains',
  assistant: 'Assistant',
  stock: 'posthog-js',
  keys: 'API keys',
  people: 'Visitors’ data',
  profile: 'Your profile',
}

/** An address that names no part opens the first one. */
export function partOf(name: string): PartName {
  return isPart(name) ? name : 'appearance'
}

function isPart(name: string): name is PartName {
  return Object.hasOwn(PART_WORDS, name)
}

const PART_OF: Readonly<Partial<Record<SettingName, PartName>>> = {
  greeting: 'greeting',
  presence: 'greeting',
  suggestions: 'greeting',
  placeholder: 'greeting',
  requireEmail: 'form',
  collectName: 'form',
  hours: 'hours',
  awayNote: 'hours',
  widget_domains: 'domains',
  widget_restore_enabled: 'domains',
  hand_over_words: 'assistant',
  hand_over_tags: 'assistant',
  hand_over_after_answers: 'assistant',
  hand_over_within_hours: 'assistant',
  answers_per_month: 'assistant',
}

/** Where a setting stands. */
export function partOfSetting(name: SettingName): PartName {
  return PART_OF[name] ?? (name.startsWith('widget_') ? 'stock' : 'appearance')
}

const SETTING_WORDS: Readonly<Record<SettingName, string>> = {
  enabled: 'whether the chat is on',
  name: 'the name',
  greeting: 'the greeting',
  presence: 'the line under the name',
  placeholder: 'the text in the empty field',
  suggestions: 'the suggested questions',
  color: 'the colour',
  position: 'the corner',
  requireEmail: 'whether an address is asked for',
  collectName: 'whether a name is asked for',
  hours: 'the business hours',
  awayNote: 'what is said outside the hours',
  widget_enabled: 'whether posthog-js shows a widget',
  widget_greeting_text: 'the greeting of posthog-js',
  widget_color: 'the colour of posthog-js',
  widget_domains: 'the domains',
  widget_require_email: 'whether posthog-js asks for an address',
  widget_collect_name: 'whether posthog-js asks for a name',
  widget_identification_form_title: 'the title of the form of posthog-js',
  widget_identification_form_description: 'the text of the form of posthog-js',
  widget_placeholder_text: 'the empty field of posthog-js',
  widget_position: 'the corner of posthog-js',
  widget_restore_enabled: 'whether links are mailed',
  answers_per_month: 'the answers in a month',
  hand_over_words: 'the words that bring people',
  hand_over_tags: 'the tags that bring people',
  hand_over_within_hours: 'who answers within the business hours',
  hand_over_after_answers: 'after how many answers people come',
}

/** In a sentence: “the greeting”. */
export function settingWords(names: readonly SettingName[]): string {
  const words = names.map((name) => SETTING_WORDS[name])
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}
