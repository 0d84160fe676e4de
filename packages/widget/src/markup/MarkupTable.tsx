import type { Block, Table, TableCell } from '@porchlight/richtext'
import type { ComponentChildren, JSX } from 'preact'
import type { MarkupWords } from './markup-words.ts'

/** A table. What is wider than the bubble scrolls in it, also by keyboard. */
export function MarkupTable(props: {
  readonly table: Table
  readonly drawCell: (blocks: readonly Block[]) => ComponentChildren
  readonly words: MarkupWords
}): JSX.Element {
  const { table, drawCell, words } = props
  const [first = [], ...others] = table.rows
  const isHead = first.every((cell) => cell.isHeader)

  function drawRow(row: readonly TableCell[], scope: 'col' | 'row'): JSX.Element {
    return (
      <tr>
        {row.map(({ isHeader, align, children }) => {
          const place = align === null ? undefined : `align-${align}`
          // An empty name names nothing, and is read out all the same.
          return isHeader && children.length > 0 ? (
            <th scope={scope} class={place}>
              {drawCell(children)}
            </th>
          ) : (
            <td class={place}>{drawCell(children)}</td>
          )
        })}
      </tr>
    )
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <figure class="table" aria-label={words.value.table} tabIndex={0}>
      <table>
        {isHead && <thead>{drawRow(first, 'col')}</thead>}
        <tbody>{(isHead ? others : table.rows).map((row) => drawRow(row, 'row'))}</tbody>
      </table>
    </figure>
  )
}
