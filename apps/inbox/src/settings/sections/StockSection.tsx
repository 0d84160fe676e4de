import type { JSX } from 'preact'
import { CheckField, ChoiceField, TextField } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

/** What stock clients of the published API are told. */
export function StockSection({ form }: SectionProps): JSX.Element {
  return (
    <>
      <p class="hint">
        For pages that run posthog-js against this server. Our own widget has its settings in the
        other parts; the domains are for both.
      </p>
      <CheckField
        form={form}
        name="widget_enabled"
        label="These pages show a widget"
        hint="Off: they may still call the API."
      />
      <TextField form={form} name="widget_greeting_text" label="Greeting" isLong />
      <TextField form={form} name="widget_placeholder_text" label="Text in the empty field" />
      <TextField form={form} name="widget_color" label="Colour" hint="Any colour of CSS." />
      <ChoiceField
        form={form}
        name="widget_position"
        label="Corner"
        choices={[
          ['bottom_right', 'Bottom right'],
          ['bottom_left', 'Bottom left'],
          ['top_right', 'Top right'],
          ['top_left', 'Top left'],
        ]}
      />
      <CheckField
        form={form}
        name="widget_require_email"
        label="Ask for an e-mail address before the first message"
      />
      <CheckField form={form} name="widget_collect_name" label="Ask for a name, too" />
      <TextField form={form} name="widget_identification_form_title" label="Title of that form" />
      <TextField
        form={form}
        name="widget_identification_form_description"
        label="Text of that form"
        isLong
      />
    </>
  )
}
