/** @returns the text without what it begins with; as it is, when it begins with something else */
export function cutBeginning(text: string, beginning: string): string {
  return text.startsWith(beginning) ? text.slice(beginning.length) : text
}
