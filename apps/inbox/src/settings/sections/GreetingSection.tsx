import type { JSX } from 'preact'
import { LinesField, TextField } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

const EMPTY = 'Empty: the widget says it in the language of the visitor.'

export function GreetingSection({ form }: SectionProps): JSX.Element {
  return (
    <>
      <TextField form={form} name="greeting" label="Greeting" isLong hint={EMPTY} />
      <TextField
        form={form}
        name="presence"
        label="Line under the name"
        placeholder="Usually answers in a few minutes"
        hint="Such as how soon you answer."
      />
      <LinesField
        form={form}
        name="suggestions"
        label="Suggested questions"
        hint="One in a line, 20 at most. They stand as buttons in an empty chat."
      />
      <TextField form={form} name="placeholder" label="Text in the empty field" hint={EMPTY} />
    </>
  )
}
