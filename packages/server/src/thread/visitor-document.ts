/**
 * What a visitor may have of the document that the team's editor keeps beside a reply: its words and
 * their form. What the editor notes for itself (who is mentioned, ids, comments in attributes) stays
 * here.
 */
import { isObject, readObject } from '../store/json-columns.ts'

/** What form needs. Any other attribute goes. */
const ATTRIBUTES = ['level', 'start', 'checked', 'language', 'align', 'src', 'alt']

/** @param json of the column; nested no deeper than a reply may be */
export function toVisitorDocument(json: string): Record<string, unknown> {
  return toVisitorNode(readObject(json))
}

function toVisitorNode(node: Record<string, unknown>): Record<string, unknown> {
  const { type, text, attrs, marks, content } = node
  return {
    ...(typeof type === 'string' && { type }),
    ...(typeof text === 'string' && { text }),
    ...(isObject(attrs) && { attrs: pick(attrs, ATTRIBUTES) }),
    ...(Array.isArray(marks) && { marks: marks.filter(isObject).map(toVisitorMark) }),
    ...(Array.isArray(content) && { content: content.filter(isObject).map(toVisitorNode) }),
  }
}

function toVisitorMark({ type, attrs }: Record<string, unknown>): Record<string, unknown> {
  return { type, ...(isObject(attrs) && { attrs: pick(attrs, ['href']) }) }
}

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(from, name) ? [[name, from[name]]] : [])),
  )
}
