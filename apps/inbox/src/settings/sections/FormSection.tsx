import type { JSX } from 'preact'
import { CheckField } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

export function FormSection({ form }: SectionProps): JSX.Element {
  return (
    <>
      <CheckField
        form={form}
        name="requireEmail"
        label="Ask for an e-mail address before the first message"
        hint="Whoever your site has told us of is not asked."
      />
      <CheckField
        form={form}
        name="collectName"
        label="Ask for a name, too"
        hint="Only where an address is asked for. A name may be left out."
      />
    </>
  )
}
