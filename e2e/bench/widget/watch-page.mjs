/** What runs in the page before anything else. */

/** Notes how long tasks held the main thread, and how much the page moved. Costs next to nothing. */
export function watchTasks() {
  const tasks = { blockingMs: 0, longestMs: 0, shift: 0 }
  window.tasks = tasks
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      tasks.blockingMs += Math.max(0, duration - 50)
      tasks.longestMs = Math.max(tasks.longestMs, duration)
    }
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) tasks.shift += value
  }).observe({ type: 'layout-shift', buffered: true })
}

/**
 * Notes when the launcher and then the text field are first seen. Looks with every frame, which is
 * work of its own: scripts are measured in visits without it.
 *
 * @param {{ launcher: string, field: string }} selectors
 */
export function watchSight({ launcher, field }) {
  const seen = { launcherMs: null, clickedMs: null, fieldMs: null }
  window.seen = seen

  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect()
    const { visibility, opacity } = getComputedStyle(element)
    return width > 0 && height > 0 && visibility === 'visible' && Number(opacity) > 0.5
  }
  function find(selector, root = document) {
    const [first, ...rest] = selector.split(' ')
    for (const element of root.querySelectorAll(selector)) if (isSeen(element)) return element
    // What is in a shadow root is found by the rest of the selector, or by all of it.
    for (const host of root.querySelectorAll('*')) {
      if (host.shadowRoot === null) continue
      const inner = rest.length > 0 && host.matches(first) ? rest.join(' ') : selector
      const found = find(inner, host.shadowRoot)
      if (found !== null) return found
    }
    return null
  }
  window.findSeen = find

  function look() {
    if (document.body !== null) {
      if (seen.launcherMs === null) {
        if (find(launcher) !== null) seen.launcherMs = performance.now()
      } else if (seen.clickedMs !== null && seen.fieldMs === null) {
        const there = find(field)
        if (there !== null && !there.disabled) seen.fieldMs = performance.now()
      }
    }
    if (seen.fieldMs === null) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  addEventListener(
    'click',
    () => {
      seen.clickedMs ??= performance.now()
    },
    { capture: true },
  )
}
