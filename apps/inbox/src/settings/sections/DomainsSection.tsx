import type { JSX } from 'preact'
import { CheckField, LinesField } from '../Field.tsx'
import type { SectionProps } from './sections.ts'

export function DomainsSection({ form }: SectionProps): JSX.Element {
  return (
    <>
      <LinesField
        form={form}
        name="widget_domains"
        label="Domains"
        placeholder={'example.com\n*.example.com'}
        hint="One in a line: a host, “*.” and a host for all below it, or an origin such as https://example.com. Empty: any page may show the chat."
      />
      <CheckField
        form={form}
        name="widget_restore_enabled"
        label="Visitors may have a link mailed that brings their conversations to another browser"
        hint="Such links lead to these domains alone. Without a domain there are none."
      />
    </>
  )
}
