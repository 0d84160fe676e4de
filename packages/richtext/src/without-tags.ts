/** A whole flag, whose letters are tag characters; or a tag character without one. */
const TAGS =
  /(\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu

/**
 * Takes out what no reader sees and a language model reads: Unicode's tag characters, which can spell
 * any text. Flags such as Scotland's are spelled with them, and stay.  [RT40]
 *
 * @see Unicode Technical Standard 51, section C.1 (emoji tag sequences)
 */
export function withoutTags(text: string): string {
  return text.replace(TAGS, '$1')
}
