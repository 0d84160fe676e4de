/**
 * Components that read signals. A small binding over signals-core of our own: the official one
 * costs 2.5 kB (brotli) more, with hooks that nothing here uses, in a file whose size visitors pay.
 */
import { effect } from '@preact/signals-core'
import { Component, type ComponentChildren, type ComponentType } from 'preact'

/**
 * A component that is drawn again when a signal it has read changes, or one of its props: so a
 * message that stays the same object is left alone, however often the list is drawn.
 *
 * @param draw reads props and signals; must not write any
 */
export function observed<P extends object>(
  draw: (props: P) => ComponentChildren,
): ComponentType<P> {
  return class extends Component<P> {
    private unfollow = (): void => undefined

    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const names = Object.keys(next) as (keyof P)[]
      return names.some((name) => next[name] !== this.props[name])
    }

    override componentWillUnmount(): void {
      this.unfollow()
    }

    override render(props: P): ComponentChildren {
      let drawn: ComponentChildren = null
      let isFirst = true
      this.unfollow()
      // The effect lives for one drawing: its first run reads, its second asks for the next one.
      this.unfollow = effect(() => {
        if (isFirst) drawn = draw(props)
        else this.forceUpdate()
        isFirst = false
      })
      return drawn
    }
  }
}
