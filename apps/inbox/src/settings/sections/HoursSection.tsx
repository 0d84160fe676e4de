import type { BusinessHours, OpenHours } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { FieldError, refusalFor, TextField } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const USUAL: OpenHours = ['09:00', '17:00']

export function HoursSection({ form, ports }: SectionProps): JSX.Element {
  const hours = form.values.value?.hours ?? null
  const set = (next: BusinessHours | null): void => form.set('hours', next)
  return (
    <>
      <label class="setting-check">
        <input
          type="checkbox"
          checked={hours !== null}
          onChange={({ currentTarget }) =>
            set(currentTarget.checked ? usualWeek(ports.timeZone) : null)
          }
        />
        <span>People answer at certain hours</span>
      </label>
      {hours === null ? (
        <p class="hint">Now: as far as visitors are told, somebody is always there.</p>
      ) : (
        <>
          <TimeZone form={form} ports={ports} hours={hours} onChange={set} />
          <fieldset class="open-days">
            <legend>Hours, as HH:MM. What closes before it opens ends on the next day.</legend>
            {DAYS.map((day, n) => (
              <Day
                key={day}
                day={day}
                hours={hours.days[n] ?? null}
                refusal={dayRefusal(form, n)}
                onChange={(next) =>
                  set({
                    ...hours,
                    days: DAYS.map((_, at) => (at === n ? next : (hours.days[at] ?? null))),
                  })
                }
              />
            ))}
          </fieldset>
          <TextField
            form={form}
            name="awayNote"
            label="Said outside these hours"
            placeholder="We are back in the morning."
            hint="In place of the line under the name. Empty: the widget says when you are back."
          />
        </>
      )}
    </>
  )
}

type Form = SectionProps['form']

/** Any place below `days.3` is of Thursday. */
function dayRefusal(form: Form, n: number): string | null {
  const save = form.save.value
  if (save.kind !== 'refused' || save.name !== 'hours') return null
  return save.place === `days.${n}` || save.place.startsWith(`days.${n}.`) ? save.detail : null
}

function usualWeek(timeZone: string): BusinessHours {
  return { timeZone, days: DAYS.map((_, n) => (n < 5 ? USUAL : null)) }
}

function TimeZone({
  form,
  ports,
  hours,
  onChange,
}: SectionProps & {
  readonly hours: BusinessHours
  readonly onChange: (next: BusinessHours) => void
}): JSX.Element {
  const id = useId()
  const refusal = refusalFor(form, 'hours', 'timeZone')
  return (
    <div class="setting">
      <label for={id}>Time zone</label>
      <input
        id={id}
        class="field"
        list={`${id}-zones`}
        value={hours.timeZone}
        aria-invalid={refusal !== null}
        aria-describedby={`${id}-error`}
        onInput={({ currentTarget }) => onChange({ ...hours, timeZone: currentTarget.value })}
      />
      <datalist id={`${id}-zones`}>
        {ports.timeZones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <FieldError id={`${id}-error`} text={refusal} />
    </div>
  )
}

interface DayProps {
  readonly day: string
  readonly hours: OpenHours | null
  readonly refusal: string | null
  readonly onChange: (next: OpenHours | null) => void
}

function Day({ day, hours, refusal, onChange }: DayProps): JSX.Element {
  const id = useId()
  return (
    <div class="open-day">
      <label class="setting-check">
        <input
          type="checkbox"
          checked={hours !== null}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? USUAL : null)}
        />
        <span>{day}</span>
      </label>
      {hours === null ? (
        <span class="hint">Nobody is there</span>
      ) : (
        <span class="open-times">
          <ClockField
            label={`${day}, from`}
            value={hours[0]}
            describedBy={id}
            isWrong={refusal !== null}
            onChange={(from) => onChange([from, hours[1]])}
          />
          <span class="hint">to</span>
          <ClockField
            label={`${day}, to`}
            value={hours[1]}
            describedBy={id}
            isWrong={refusal !== null}
            onChange={(to) => onChange([hours[0], to])}
          />
        </span>
      )}
      <FieldError id={id} text={refusal} />
    </div>
  )
}

interface ClockFieldProps {
  readonly label: string
  readonly value: string
  readonly describedBy: string
  readonly isWrong: boolean
  readonly onChange: (text: string) => void
}

/** A text and no `type=time`, which has no 24:00 and shows 12 hours in some languages. */
function ClockField({ label, value, describedBy, isWrong, onChange }: ClockFieldProps) {
  return (
    <input
      class="field clock"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      inputMode="numeric"
      maxLength={5}
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
