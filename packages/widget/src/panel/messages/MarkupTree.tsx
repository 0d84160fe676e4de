import type { Block, Inline, Link, Root } from '@porchlight/richtext'
import type { ComponentChildren, JSX } from 'preact'

/** A parsed message as elements. What the tree has no node for cannot appear. */
export function MarkupTree(props: {
  readonly root: Root
  /** A caret stands after the last words. */
  readonly isWriting: boolean
}): JSX.Element {
  const { root, isWriting } = props
  return <div class={isWriting ? 'markup writing' : 'markup'}>{drawBlocks(root.children)}</div>
}

function drawBlocks(blocks: readonly Block[]): ComponentChildren {
  return blocks.map(drawBlock)
}

function drawBlock(block: Block): ComponentChildren {
  switch (block.type) {
    case 'paragraph':
      return <p>{drawInline(block.children)}</p>
    case 'heading':
      // The page and the panel own the outline; in a message a heading is a strong line.
      return (
        <p>
          <strong>{drawInline(block.children)}</strong>
        </p>
      )
    case 'list': {
      const items = block.items.map((item) => <li>{drawBlocks(item)}</li>)
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
    case 'codeBlock':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keyboard
        <pre tabIndex={0} dir="ltr">
          <code>{block.text}</code>
        </pre>
      )
    case 'quote':
      return <blockquote>{drawBlocks(block.children)}</blockquote>
    case 'rule':
      return <hr />
  }
}

function drawInline(nodes: readonly Inline[]): ComponentChildren {
  return nodes.map(drawInlineNode)
}

function drawInlineNode(node: Inline): ComponentChildren {
  switch (node.type) {
    case 'text':
      return node.text
    case 'strong':
      return <strong>{drawInline(node.children)}</strong>
    case 'emphasis':
      return <em>{drawInline(node.children)}</em>
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'link':
      return drawLink(node)
  }
}

/** Where a link leads is readable before it is followed. */
function drawLink(link: Link): ComponentChildren {
  return (
    <>
      <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
        {drawInline(link.children)}
      </a>
      {link.kind === 'web' && !link.isHostInText && <span class="link-host"> ({link.host})</span>}
    </>
  )
}
