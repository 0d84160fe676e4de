/**
 * Everything that the widget may put into its shadow root, reviewed like code: an element or an
 * attribute that is not here fails every attack case. Without anything that runs, embeds, fetches
 * by itself or sends elsewhere.
 */

/** What any element may carry. ARIA and `data-` attributes are text to the browser. */
export const ANYWHERE: readonly string[] = [
  'class',
  'part',
  'id',
  'role',
  'lang',
  'dir',
  'hidden',
  'tabindex',
]

/** Elements of a message, with the attributes of their own. */
export const IN_MESSAGE: Readonly<Record<string, readonly string[]>> = {
  div: [],
  p: [],
  span: [],
  strong: [],
  em: [],
  s: [],
  u: [],
  code: [],
  pre: [],
  blockquote: [],
  hr: [],
  br: [],
  ul: [],
  ol: ['start'],
  li: [],
  a: ['href', 'target', 'rel', 'referrerpolicy'],
  button: ['type', 'disabled'],
  svg: ['viewBox'],
  path: ['d'],
  figure: [],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['scope'],
  td: [],
}

/** Elements around the messages. */
export const AROUND: Readonly<Record<string, readonly string[]>> = {
  ...IN_MESSAGE,
  section: [],
  header: [],
  h2: [],
  h3: [],
  i: [],
  q: [],
  time: ['datetime'],
  textarea: ['rows', 'enterkeyhint', 'autocomplete', 'placeholder', 'style'],
  form: ['novalidate'],
  fieldset: [],
  legend: [],
  label: [],
  input: ['type', 'name', 'value', 'checked', 'maxlength', 'autocomplete', 'placeholder'],
}
