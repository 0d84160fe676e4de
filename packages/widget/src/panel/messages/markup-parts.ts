/** What a message gets when the file that holds it has come; until then it is simpler, and readable. */
import type { Block, CodeBlock, Image, Root, Table } from '@porchlight/richtext'
import type { ComponentChildren } from 'preact'

export interface MarkupParts {
  readonly css: string
  /** An editor's document, from its JSON; undefined when it is none, or says nothing. */
  readDocument(json: string): Root | undefined
  drawTable(
    table: Table,
    drawCell: (blocks: readonly Block[]) => ComponentChildren,
  ): ComponentChildren
  drawImage(image: Image): ComponentChildren
  /** Above the lines of a code block. */
  drawCodeBar(block: CodeBlock): ComponentChildren
  /** A button that puts a text on the clipboard, where that can be done. */
  drawCopy(text: string): ComponentChildren
  /** Before the name of who speaks. */
  drawFace(name: string, isPerson: boolean): ComponentChildren
}
