import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { OneOf } from '../../OneOf.tsx'
import { CheckField, FieldError, LinesField, NumberField, refusalFor } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

export function AssistantSection({ form }: SectionProps): JSX.Element {
  return (
    <>
      <p class="hint">
        The assistant hands a conversation over to people when its visitor asks for it, when it does
        not know, and by these rules.
      </p>
      <LinesField
        form={form}
        name="hand_over_words"
        label="Words that bring people"
        placeholder={'lawyer\ncancel my contract'}
        hint="One word or phrase in a line."
      />
      <LinesField
        form={form}
        name="hand_over_tags"
        label="Tags that bring people"
        placeholder="vip"
        hint="One in a line. Who has a ticket with one of them is answered by people."
      />
      <NumberField
        form={form}
        name="hand_over_after_answers"
        label="People come after so many answers"
        placeholder="Never"
        hint="Of the assistant in one conversation. Empty: never for that."
      />
      <CheckField
        form={form}
        name="hand_over_within_hours"
        label="People answer within the business hours, the assistant outside of them"
        hint="A conversation that people have got stays theirs after closing. Without business hours the assistant answers at any time."
      />
      <Quota form={form} />
    </>
  )
}

const KINDS = [
  ['default', 'As the server has it'],
  ['any', 'Any number'],
  ['number', 'This many'],
] as const

function Quota({ form }: Pick<SectionProps, 'form'>): JSX.Element {
  const id = useId()
  const value = form.values.value?.answers_per_month ?? null
  const kind: (typeof KINDS)[number][0] =
    value === null ? 'any' : value === 'default' ? 'default' : 'number'
  const firstOf = { default: 'default', any: null, number: FIRST_QUOTA } as const
  return (
    <fieldset class="several setting">
      <legend>Answers of the assistant in a month</legend>
      <OneOf
        choices={KINDS}
        chosen={kind}
        onChoose={(each) => form.set('answers_per_month', firstOf[each])}
      />
      {kind === 'number' && (
        <input
          class="field setting-short"
          type="number"
          min={0}
          step={1}
          aria-label="Answers in a month"
          aria-describedby={`${id}-error`}
          value={value ?? ''}
          onInput={({ currentTarget }) => {
            form.set('answers_per_month', Number(currentTarget.value))
          }}
        />
      )}
      <FieldError id={`${id}-error`} text={refusalFor(form, 'answers_per_month')} />
    </fieldset>
  )
}

const FIRST_QUOTA = 1_000
