import {
  type Block,
  type CodeBlock,
  type Heading,
  type Image,
  type Inline,
  type Link,
  type List,
  type Root,
  toPlainText,
} from '@porchlight/richtext'
import type { ComponentChildren, JSX } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import type { MarkupParts } from './markup-parts.ts'
import { outward } from './outward.ts'

/** What drawing one message needs beside its tree. */
interface Drawing {
  readonly model: PanelModel
  readonly parts: MarkupParts | null | undefined
  /** Levels of the headings that the next one stands under. */
  readonly outline: number[]
}

/** A parsed message as elements. What the tree has no node for cannot appear. */
export function MarkupTree(props: {
  readonly root: Root
  /** A caret stands after the last words. */
  readonly isWriting: boolean
  readonly model: PanelModel
}): JSX.Element {
  const { root, isWriting, model } = props
  const parts = model.more.value?.markup.value
  return (
    <div class={isWriting ? 'markup writing' : 'markup'}>
      {drawBlocks(root.children, { model, parts, outline: [] })}
    </div>
  )
}

function drawBlocks(blocks: readonly Block[], drawing: Drawing): ComponentChildren {
  return blocks.map((block) => drawBlock(block, drawing))
}

function drawBlock(block: Block, drawing: Drawing): ComponentChildren {
  switch (block.type) {
    case 'paragraph':
      return <p>{drawInline(block.children, drawing)}</p>
    case 'heading':
      return drawHeading(block, drawing)
    case 'list':
      return drawList(block, drawing)
    case 'codeBlock':
      return drawCode(block, drawing)
    case 'quote':
      return <blockquote>{drawBlocks(block.children, drawing)}</blockquote>
    case 'rule':
      return <hr />
    case 'table':
      return (
        drawing.parts?.drawTable(block, (blocks) => drawBlocks(blocks, drawing)) ?? (
          <p>{toPlainText({ type: 'root', children: [block] })}</p>
        )
      )
  }
}

/**
 * To the eye a strong line. To a reader that lists headings it stands under the panel's title, which
 * is of level 2, and under the message's own headings without a level left out: whatever number of
 * `#` somebody wrote, the outline of the page has no gap and no second title.
 */
function drawHeading({ level, children }: Heading, drawing: Drawing): JSX.Element {
  const { outline } = drawing
  while ((outline.at(-1) ?? 0) >= level) outline.pop()
  outline.push(level)
  return (
    // biome-ignore lint/a11y/useSemanticElements: its level is a number here
    <p role="heading" aria-level={Math.min(2 + outline.length, 6)}>
      <strong>{drawInline(children, drawing)}</strong>
    </p>
  )
}

function drawList({ ordered, start, items }: List, drawing: Drawing): JSX.Element {
  const rows = items.map(({ isDone, children }) =>
    isDone === null ? (
      <li>{drawBlocks(children, drawing)}</li>
    ) : (
      <li class="task">
        <span class="task-box" role="img" aria-label={drawing.model.strings.task(isDone)}>
          {isDone && '✓'}
        </span>
        {drawBlocks(children, drawing)}
      </li>
    ),
  )
  return ordered ? <ol start={start}>{rows}</ol> : <ul>{rows}</ul>
}

function drawCode(block: CodeBlock, { parts }: Drawing): JSX.Element {
  return (
    <div class="code">
      {parts?.drawCodeBar(block)}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keyboard */}
      <pre tabIndex={0} dir="ltr">
        <code>{block.text}</code>
      </pre>
    </div>
  )
}

function drawInline(nodes: readonly Inline[], drawing: Drawing): ComponentChildren {
  return nodes.map((node) => drawInlineNode(node, drawing))
}

const MARKS = { strong: 'strong', emphasis: 'em', strike: 's', underline: 'u' } as const

function drawInlineNode(node: Inline, drawing: Drawing): ComponentChildren {
  switch (node.type) {
    case 'text':
      return node.text
    case 'code':
      return <code>{node.text}</code>
    case 'break':
      return <br />
    case 'link':
      return drawLink(node, drawing)
    case 'image':
      return drawing.parts?.drawImage(node) ?? drawLink(asLink(node), drawing)
    default: {
      const Mark = MARKS[node.type]
      return <Mark>{drawInline(node.children, drawing)}</Mark>
    }
  }
}

/** Where a link leads is readable before it is followed. */
function drawLink(link: Link, drawing: Drawing): ComponentChildren {
  return (
    <>
      <a href={link.href} {...outward}>
        {drawInline(link.children, drawing)}
      </a>
      {link.kind === 'web' && !link.isHostInText && <span class="link-host"> ({link.host})</span>}
    </>
  )
}

function asLink({ alt, ...target }: Image): Link {
  return {
    ...target,
    type: 'link',
    isHostInText: !alt,
    children: [{ type: 'text', text: alt || target.href }],
  }
}
