import type { JSX } from 'preact'
import { CheckField, ChoiceField, TextField } from '../Field.tsx'
import { Snippet } from '../Snippet.tsx'
import type { SectionProps } from './sections.ts'

const HEX = /^#[0-9a-f]{6}$/i

export function AppearanceSection({ form, ports }: SectionProps): JSX.Element {
  const color = form.values.value?.color ?? ''
  const token = form.saved.value?.token
  return (
    <>
      <CheckField
        form={form}
        name="enabled"
        label="The chat is on"
        hint="Off: no page shows it, and nobody can write. What waits in browsers waits on."
      />
      <TextField
        form={form}
        name="name"
        label="Name"
        hint="At the top of the chat: your site, or your team."
      />
      <div class="setting-row">
        <TextField
          form={form}
          name="color"
          label="Colour"
          hint="Any colour of CSS. What stands on it is black or white, whichever can be read."
        />
        <label class="swatch">
          <span class="unseen">Pick a colour</span>
          <input
            type="color"
            value={HEX.test(color) ? color : '#366bd3'}
            onInput={({ currentTarget }) => form.set('color', currentTarget.value)}
          />
        </label>
      </div>
      <ChoiceField
        form={form}
        name="position"
        label="Corner"
        choices={[
          ['bottom-right', 'Bottom right'],
          ['bottom-left', 'Bottom left'],
        ]}
      />
      {token !== undefined && <Snippet origin={ports.origin} token={token} copy={ports.copy} />}
    </>
  )
}
