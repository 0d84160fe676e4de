/** One setting: what it is called, what it does, and what the server has against it. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { OneOf } from '../OneOf.tsx'
import type { AllSettings, SettingName } from './all-settings.ts'
import { type SettingsForm, tidy } from './settings-form.ts'

interface FieldProps {
  readonly form: SettingsForm
  readonly name: SettingName
  readonly label: string
  readonly hint?: ComponentChildren
}

/** Names of settings with values of one kind. */
type NameOf<Value> = {
  [Name in SettingName]: AllSettings[Name] extends Value ? Name : never
}[SettingName]

interface Described {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

/** What the server has said of it last; null when nothing. */
export function refusalFor(form: SettingsForm, name: SettingName, place?: string): string | null {
  const save = form.save.value
  if (save.kind !== 'refused' || save.name !== name) return null
  if (place !== undefined && save.place !== place) return null
  const value = form.values.value?.[name]
  const line = Array.isArray(value) ? tidy(value)[Number.parseInt(save.place, 10)] : undefined
  return line === undefined ? save.detail : `“${line}”: ${save.detail}`
}

function Field({
  form,
  name,
  label,
  hint,
  children,
}: FieldProps & { readonly children: (described: Described) => JSX.Element }): JSX.Element {
  const id = useId()
  const refusal = refusalFor(form, name)
  return (
    <div class="setting">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': `${id}-hint ${id}-error`,
        'aria-invalid': refusal !== null,
      })}
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <FieldError id={`${id}-error`} text={refusal} />
    </div>
  )
}

export function FieldError({ id, text }: { id: string; text: string | null }): JSX.Element {
  return (
    <p id={id} class="setting-error" role="alert">
      {text !== null && (
        <>
          <Icon name="warning" /> {text}
        </>
      )}
    </p>
  )
}

interface TextFieldProps extends FieldProps {
  readonly name: NameOf<string>
  readonly maxLength?: number
  readonly isLong?: boolean
  readonly placeholder?: string
}

/** A text as it is. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { form, name, isLong = false, placeholder } = props
  const value = String(form.values.value?.[name] ?? '')
  const onInput = ({ currentTarget }: { currentTarget: { value: string } }): void =>
    form.set(name, currentTarget.value as never)
  return (
    <Field {...props}>
      {(described) =>
        isLong ? (
          <textarea
            {...described}
            class="field"
            rows={3}
            value={value}
            placeholder={placeholder}
            onInput={onInput}
          />
        ) : (
          <input
            {...described}
            class="field"
            value={value}
            placeholder={placeholder}
            onInput={onInput}
          />
        )
      }
    </Field>
  )
}

/** Several texts, one in a line. */
export function LinesField(
  props: FieldProps & { readonly name: NameOf<readonly string[]>; readonly placeholder?: string },
): JSX.Element {
  const { form, name, placeholder } = props
  const lines: readonly string[] = form.values.value?.[name] ?? []
  return (
    <Field {...props}>
      {(described) => (
        <textarea
          {...described}
          class="field"
          rows={Math.min(10, Math.max(3, lines.length + 1))}
          value={lines.join('\n')}
          placeholder={placeholder}
          onInput={({ currentTarget }) => {
            const { value } = currentTarget
            form.set(name, value === '' ? [] : value.split('\n'))
          }}
        />
      )}
    </Field>
  )
}

/** Yes or no. */
export function CheckField({
  form,
  name,
  label,
  hint,
}: FieldProps & { readonly name: NameOf<boolean> }): JSX.Element {
  const id = useId()
  return (
    <div class="setting">
      <label class="setting-check">
        <input
          type="checkbox"
          aria-describedby={`${id}-hint`}
          checked={form.values.value?.[name] === true}
          onChange={({ currentTarget }) => form.set(name, currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <FieldError id={`${id}-error`} text={refusalFor(form, name)} />
    </div>
  )
}

/** One of a few. */
export function ChoiceField<Name extends NameOf<string>>({
  form,
  name,
  label,
  choices,
}: FieldProps & {
  readonly name: Name
  readonly choices: readonly (readonly [value: AllSettings[Name], word: string])[]
}): JSX.Element {
  return (
    <fieldset class="several setting">
      <legend>{label}</legend>
      <OneOf
        choices={choices}
        chosen={form.values.value?.[name]}
        onChoose={(value) => form.set(name, value)}
      />
    </fieldset>
  )
}

/** A whole number, or nothing for null. */
export function NumberField(
  props: FieldProps & { readonly name: 'hand_over_after_answers'; readonly placeholder?: string },
): JSX.Element {
  const { form, name, placeholder } = props
  return (
    <Field {...props}>
      {(described) => (
        <input
          {...described}
          class="field setting-short"
          type="number"
          min={1}
          step={1}
          value={form.values.value?.[name] ?? ''}
          placeholder={placeholder}
          onInput={({ currentTarget }) => {
            const { value } = currentTarget
            form.set(name, value === '' ? null : Number(value))
          }}
        />
      )}
    </Field>
  )
}
