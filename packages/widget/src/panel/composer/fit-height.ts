/**
 * Makes a text field as high as its text; the style sheet sets the limit. Browsers with
 * `field-sizing` do it by themselves.
 */
export function fitHeight(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
