import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { AllSettings } from './all-settings.ts'

const SCHEMES = [
  ['auto', 'As here'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const

export interface PreviewProps {
  readonly values: AllSettings
  /** Address of its page. */
  readonly href: string
}

/** The built widget in a frame of its own, with what stands in the form. It stores and sends nothing. */
export function Preview({ values, href }: PreviewProps): JSX.Element {
  const ref = useRef<HTMLIFrameElement>(null)
  const scheme = useSignal<(typeof SCHEMES)[number][0]>('auto')
  const options = optionsOf(values, scheme.value)
  const tell = (): void => {
    // The frame has no origin, and there is no secret among these.
    ref.current?.contentWindow?.postMessage(options, '*')
  }
  useEffect(tell, [JSON.stringify(options)])
  return (
    <aside class="preview" aria-label="Preview">
      <fieldset class="several">
        <legend>Preview</legend>
        {SCHEMES.map(([value, word]) => (
          <label key={value} class="filter">
            <input
              class="unseen"
              type="radio"
              name="preview-scheme"
              checked={scheme.value === value}
              onChange={() => {
                scheme.value = value
              }}
            />
            <span>{word}</span>
          </label>
        ))}
      </fieldset>
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
      <p class="hint">With what is not saved yet.{values.enabled ? '' : ' The chat is off.'}</p>
    </aside>
  )
}

/** As a page would say it. What is empty is left to the widget. */
function optionsOf(values: AllSettings, colorScheme: string) {
  const { name, greeting, presence, placeholder, suggestions, color, position } = values
  return {
    name,
    greeting,
    presence,
    placeholder,
    suggestions: suggestions.filter((line) => line.trim() !== ''),
    color,
    position,
    requireEmail: values.requireEmail,
    colorScheme,
  }
}
