/**
 * Nodes of an editor's document, as they come: any JSON at all. Nothing is believed but what is read
 * here, and only own properties are looked at.
 */

/** What a node says it is; empty for what is no node. */
export function typeOf(node: unknown): string {
  return asText(field(node, 'type'))
}

/** What is within a node. */
export function contentOf(node: unknown): readonly unknown[] {
  return asArray(field(node, 'content'))
}

/** One of the things that are said of a node. */
export function attribute(node: unknown, name: string): unknown {
  return field(field(node, 'attrs'), name)
}

/** The same, where it must be a text; empty when it is not. */
export function textAttribute(node: unknown, name: string): string {
  return asText(attribute(node, name))
}

/** The same, where it must be a number. */
export function numberAttribute(node: unknown, name: string): number | undefined {
  const value = attribute(node, name)
  return typeof value === 'number' ? value : undefined
}

/** The characters of a text node. */
export function charactersOf(node: unknown): string {
  return asText(field(node, 'text'))
}

/** Marks of a text node by their type; of two of a kind, the last one. */
export function marksOf(node: unknown): ReadonlyMap<string, unknown> {
  return new Map(asArray(field(node, 'marks')).map((mark) => [typeOf(mark), mark]))
}

/**
 * All text at or below some nodes, whatever they are, in reading order. Without recursion: they may
 * be nested deeper than a stack.
 *
 * @param between stands behind every node that holds others
 */
export function textOf(nodes: readonly unknown[], between: string): string {
  const texts: string[] = []
  const waiting: unknown[] = [...nodes].reverse()
  while (waiting.length > 0) {
    const node = waiting.pop()
    const content = contentOf(node)
    if (typeof node === 'string') texts.push(node)
    else if (typeOf(node) === 'hardBreak') texts.push('\n')
    else if (content.length === 0) texts.push(charactersOf(node) || labelOf(node))
    else {
      waiting.push(between)
      for (let n = content.length - 1; n >= 0; n--) waiting.push(content[n])
    }
  }
  return texts.join('')
}

/** What stands for a node without text: the name of a mention, the words of an image. */
function labelOf(node: unknown): string {
  return textAttribute(node, 'label') || textAttribute(node, 'alt')
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return
  return Reflect.get(value, name)
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
