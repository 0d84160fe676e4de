/** Putting text on the clipboard, also where the page or the engine has no clipboard for scripts. */

/** Whether there is any way to. */
export function canCopy(): boolean {
  return navigator.clipboard !== undefined || document.queryCommandSupported?.('copy') === true
}

/**
 * Call it from a click.
 *
 * @param beside gets the focus back
 * @returns whether the text is there now
 */
export async function copyText(text: string, beside: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Plain http, an old engine, or a page whose policy forbids it.
    return copySelection(text, beside)
  }
}

function copySelection(text: string, beside: HTMLElement): boolean {
  const field = document.createElement('textarea')
  field.className = 'unseen'
  field.value = text
  beside.after(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  beside.focus()
  return isCopied
}
