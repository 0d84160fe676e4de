/**
 * What JSX is compiled to. The build puts it in the place of `preact/jsx-runtime`, which holds a
 * second copy of what `createElement` does: 160 bytes of what visitors pay.
 */
import { type ComponentType, createElement, type VNode } from 'preact'

export { Fragment } from 'preact'

/** Children are among the properties; a key is not. */
export function jsx(
  type: ComponentType<object> | string,
  props: object,
  key?: string | number,
): VNode<object> {
  return createElement(type, { ...props, key })
}

export { jsx as jsxs }
