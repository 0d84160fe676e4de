import { type Signal, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { OneOf } from '../OneOf.tsx'
import type { AllSettings } from './all-settings.ts'
import { awayText, isAwayAt } from './away-text.ts'

const SCHEMES = [
  ['auto', 'As here'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const

const TIMES = [
  ['open', 'Within the hours'],
  ['away', 'Outside of them'],
] as const

export interface PreviewProps {
  readonly values: AllSettings
  /** Address of its page. */
  readonly href: string
  readonly nowMs: number
}

/** The built widget in a frame of its own, with what stands in the form. It stores and sends nothing. */
export function Preview({ values, href, nowMs }: PreviewProps): JSX.Element {
  const ref = useRef<HTMLIFrameElement>(null)
  const scheme = useSignal<(typeof SCHEMES)[number][0]>('auto')
  const { hours } = values
  const time = useSignal<(typeof TIMES)[number][0]>(isAwayAt(hours, nowMs) ? 'away' : 'open')
  const isAway = hours !== null && time.value === 'away'
  const options = optionsOf(values, { colorScheme: scheme.value, isAway })
  const tell = (): void => {
    // The frame has no origin, and there is no secret among these.
    ref.current?.contentWindow?.postMessage(options, '*')
  }
  useEffect(tell, [JSON.stringify(options)])
  return (
    <aside class="preview" aria-label="Preview">
      <Choice legend="Preview" choices={SCHEMES} chosen={scheme} />
      {hours !== null && <Choice legend="Somebody comes" choices={TIMES} chosen={time} />}
      <div class="preview-box">
        <iframe
          ref={ref}
          src={href}
          title="The widget with these settings"
          sandbox="allow-scripts"
          inert
          onLoad={tell}
        />
      </div>
      <p class="hint">
        With what is not saved yet.{values.enabled ? '' : ' The chat is off.'}
        {isAway && values.awayNote.trim() === '' && ` ${awayText(hours, nowMs)}`}
      </p>
    </aside>
  )
}

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly choices: readonly (readonly [value: Value, word: string])[]
  readonly chosen: Signal<Value>
}

function Choice<Value extends string>({ legend, choices, chosen }: ChoiceProps<Value>) {
  return (
    <fieldset class="several">
      <legend>{legend}</legend>
      <OneOf
        choices={choices}
        chosen={chosen.value}
        onChoose={(value) => {
          chosen.value = value
        }}
      />
    </fieldset>
  )
}

/** As a page would say it. What is empty is left to the widget. */
function optionsOf(
  values: AllSettings,
  { colorScheme, isAway }: { readonly colorScheme: string; readonly isAway: boolean },
) {
  const { name, greeting, presence, awayNote, placeholder, suggestions, color, position } = values
  return {
    name,
    greeting,
    // A page cannot say the hours. Outside of them the note stands in the place of this line.
    presence: isAway && awayNote.trim() !== '' ? awayNote : presence,
    placeholder,
    suggestions: suggestions.filter((line) => line.trim() !== ''),
    color,
    position,
    requireEmail: values.requireEmail,
    colorScheme,
  }
}
