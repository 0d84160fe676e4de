/** Draws the tree of a message as elements. There is no way from a message to a string of HTML. */
import type { Block, Image, Inline, Link, List, Root, Table } from '@porchlight/richtext'
import { Fragment, type JSX } from 'preact'

export function MarkupTree({ root }: { root: Root }): JSX.Element {
  return <div class="markup">{root.children.map(drawBlock)}</div>
}

function drawBlock(block: Block): JSX.Element {
  switch (block.type) {
    case 'paragraph':
      return <p dir="auto">{block.children.map(drawInline)}</p>
    // Not a heading of this page: a visitor must not be able to write into its outline.
    case 'heading':
      return (
        <p dir="auto" class="markup-title">
          {block.children.map(drawInline)}
        </p>
      )
    case 'list':
      return drawList(block)
    case 'codeBlock':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      )
    case 'quote':
      return <blockquote>{block.children.map(drawBlock)}</blockquote>
    case 'rule':
      return <hr />
    case 'table':
      return drawTable(block)
  }
}

function drawList({ ordered, start, items }: List): JSX.Element {
  const rows = items.map(({ isDone, children }) => (
    <li dir="auto">
      {isDone !== null && (isDone ? '☑ ' : '☐ ')}
      {children.map(drawBlock)}
    </li>
  ))
  return ordered ? <ol start={start}>{rows}</ol> : <ul>{rows}</ul>
}

function drawTable({ rows }: Table): JSX.Element {
  return (
    <table>
      {rows.map((row) => (
        <tr>
          {row.map(({ isHeader, children }) => {
            const Cell = isHeader ? 'th' : 'td'
            return <Cell dir="auto">{children.map(drawBlock)}</Cell>
          })}
        </tr>
      ))}
    </table>
  )
}

const MARKS = { strong: 'strong', emphasis: 'em', strike: 's', underline: 'u' } as const

function drawInline(node: Inline): JSX.Element {
  switch (node.type) {
    case 'text':
      return <Fragment>{node.text}</Fragment>
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'link':
      return drawLink(node)
    case 'image':
      return drawImage(node)
    default: {
      const Mark = MARKS[node.type]
      return <Mark>{node.children.map(drawInline)}</Mark>
    }
  }
}

/** Not fetched by itself: its host would learn who reads, and when. */
function drawImage({ alt, ...target }: Image): JSX.Element {
  const words: Inline = { type: 'text', text: alt || target.href }
  return drawLink({ ...target, type: 'link', isHostInText: alt === '', children: [words] })
}

/** Where the words do not say where a link leads, the host stands beside them. */
function drawLink({ href, host, isHostInText, children }: Link): JSX.Element {
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children.map(drawInline)}
      </a>
      {!isHostInText && <span class="markup-host"> ({host})</span>}
    </>
  )
}
