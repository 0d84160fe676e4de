/** Draws the tree of a message as elements. There is no way from a message to a string of HTML. */
import type { Block, Inline, Link, List, Root } from '@porchlight/richtext'
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
  }
}

function drawList({ ordered, start, items }: List): JSX.Element {
  const rows = items.map((blocks) => <li dir="auto">{blocks.map(drawBlock)}</li>)
  return ordered ? <ol start={start}>{rows}</ol> : <ul>{rows}</ul>
}

function drawInline(node: Inline): JSX.Element {
  switch (node.type) {
    case 'text':
      return <Fragment>{node.text}</Fragment>
    case 'strong':
      return <strong>{node.children.map(drawInline)}</strong>
    case 'emphasis':
      return <em>{node.children.map(drawInline)}</em>
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'link':
      return drawLink(node)
  }
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
