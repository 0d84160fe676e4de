/** Keys that work anywhere on the page, except while something is being written. */
import { REPLY_FIELD_ID } from './thread/ReplyBox.tsx'

/** What lies over the page. */
export type Dialog = 'none' | 'help' | 'palette'

/** What keys do beside moving the focus. */
export interface Actions {
  onResolve(): void
  onDialog(wanted: Dialog): void
}

const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea, select'

/**
 * j and k (arrows too, within the list) move over the rows, r goes to the reply, / to the search,
 * x chooses a row, f goes to the filters,
 * m opens the macros, u back to the list, e resolves the open ticket, ? tells all this,
 * and Escape leaves a field. Ctrl or Cmd + K finds a command from anywhere. Enter is the row's own: it is a link.
 *
 * @returns the undo
 */
export function bindShortcuts(page: Document, actions: Actions): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || page.querySelector('dialog[open]') !== null) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      actions.onDialog('palette')
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (handle(page, event.key, actions)) event.preventDefault()
  }
  page.addEventListener('keydown', onKeyDown)
  return () => page.removeEventListener('keydown', onKeyDown)
}

/** @returns whether the key was one of ours */
function handle(page: Document, key: string, actions: Actions): boolean {
  const focused = page.activeElement
  if (focused?.matches(FIELDS)) return key === 'Escape' && leaveField(page, focused)
  const isInList = focused?.closest('.rows') != null
  switch (key) {
    case 'j':
      return moveBy(page, 1)
    case 'k':
      return moveBy(page, -1)
    case 'ArrowDown':
      return isInList && moveBy(page, 1)
    case 'ArrowUp':
      return isInList && moveBy(page, -1)
    case 'r':
      return focusOn(page.getElementById(REPLY_FIELD_ID))
    case '/':
      return focusOn(page.getElementById('ticket-search'))
    case 'u':
      return click(page, '.thread-pane .back, .settings-back')
    case 'm':
      return click(page, '.macros-toggle')
    case 'e':
      actions.onResolve()
      return true
    case '?':
      actions.onDialog('help')
      return true
    case 'x':
    case 'X':
      return choose(page, key === 'X')
    case 'f':
      return click(page, '.filter-toggle')
    default:
      return false
  }
}

/** From the row that has the focus, else from the open one, else from above the first. */
function moveBy(page: Document, step: 1 | -1): boolean {
  const rows = [...page.querySelectorAll<HTMLElement>('.rows .row')]
  const focused = rows.findIndex((row) => row.matches(':focus'))
  const open = rows.findIndex((row) => row.matches('[aria-current]'))
  const from = focused === -1 ? open : focused
  const to = Math.min(rows.length - 1, Math.max(0, from + step))
  return focusOn(rows[to] ?? null)
}

/** The row that has the focus, else the open one; with Shift, all from the one before. */
function choose(page: Document, isRange: boolean): boolean {
  const row = page.activeElement?.closest('.rows li') ?? page.querySelector('.rows [aria-current]')
  const box = row?.closest('li')?.querySelector('input')
  box?.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: isRange }),
  )
  return box != null
}

function click(page: Document, selector: string): boolean {
  const found = page.querySelector<HTMLElement>(selector)
  found?.click()
  return found !== null
}

function leaveField(page: Document, field: Element): boolean {
  const isReply = field.id === REPLY_FIELD_ID
  return focusOn(page.querySelector<HTMLElement>(isReply ? '.thread-title h2' : '.rows .row'))
}

function focusOn(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null
}
