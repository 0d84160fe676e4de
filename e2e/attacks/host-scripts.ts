/** What other scripts of a page do to the world that the widget comes into. */
import { libraryScript } from '../fixtures/library.ts'

/**
 * `waits`: one can write, and a notice says why nothing is sent. `cannot load`: the launcher says so,
 * and offers another try. `stays off`: there is nothing to be seen of it.
 */
export type Outcome = 'works' | 'waits' | 'cannot load' | 'stays off'

export interface HostScript {
  readonly title: string
  /** Runs before the widget's tag. */
  readonly script: string
  /** What becomes of the widget. Default: all of it works. */
  readonly outcome?: Outcome
  /** What is different on the page afterwards, beside our one global. */
  readonly leaves?: readonly string[]
}

export const HOST_SCRIPTS: readonly HostScript[] = [
  { title: 'nothing at all', script: '' },
  {
    title: '[HJ-001] serialisers of an old library',
    script: `
      Array.prototype.toJSON = function () { return '[' + this.join() + ']' }
      Date.prototype.toJSON = function () { return 'a date' }
      Number.prototype.toJSON = String.prototype.toJSON = function () { return '"' + this + '"' }`,
  },
  {
    title: '[HJ-002] names on every list, text and function',
    script: `
      Array.prototype.each = Array.prototype.last = function () {}
      Array.prototype.contains = Function.prototype.delay = String.prototype.blank = 1`,
  },
  {
    title: '[HJ-002] names on every object',
    script: `
      Object.prototype.extend = function () { return this }
      Object.prototype.size = 7`,
  },
  {
    title: '[HJ-002] a bind that binds nothing',
    script: `Function.prototype.bind = function () { return this }`,
  },
  {
    title: 'functions of an old library in the place of newer ones',
    script: `
      Array.from = function (list) { return list ? [].slice.call(list) : [] }
      Array.prototype.flat = function () { return [].concat.apply([], this) }
      Function.prototype.bind = function (self) {
        const bound = this, first = [].slice.call(arguments, 1)
        return function () { return bound.apply(self, first.concat([].slice.call(arguments))) }
      }
      Element.prototype.remove = function () { this.parentNode.removeChild(this); return this }`,
  },
  {
    title: 'prototypes that are frozen',
    script: `
      for (const one of [Object, Function, Array, String, Number, Date, RegExp, Map, Set, Promise, Error]) {
        Object.freeze(one)
        Object.freeze(one.prototype)
      }`,
    outcome: 'cannot load',
  },
  {
    title: '[HJ-003] a fetch that reads along and gives back something like a promise',
    script: `
      const original = fetch
      window.fetch = function (address, options) {
        const { signal, ...rest } = options || {}
        const asked = original(address, rest).then(async (answer) => {
          answer.clone().text().catch(() => {})
          return answer
        })
        return { then: (done, failed) => asked.then(done, failed) }
      }`,
  },
  {
    title: '[HJ-004] a fetch that throws',
    script: `window.fetch = () => { throw new TypeError('blocked by a tool') }`,
    outcome: 'waits',
  },
  {
    title: '[HJ-004] a fetch that gives nothing back',
    script: `window.fetch = () => undefined`,
    outcome: 'waits',
  },
  {
    title: 'a fetch that never ends and no connection to be seen',
    script: `
      window.fetch = () => new Promise(() => {})
      Object.defineProperty(navigator, 'onLine', { get: () => false })`,
    outcome: 'waits',
  },
  {
    title: 'zones around everything that waits',
    script: `
      window.ticks = 0
      const wrap = (run) => typeof run !== 'function' ? run : function () {
        window.ticks++
        return run.apply(this, arguments)
      }
      const { then } = Promise.prototype
      Promise.prototype.then = function (done, failed) { return then.call(this, wrap(done), wrap(failed)) }
      for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask']) {
        const original = window[name].bind(window)
        window[name] = (run, ...rest) => original(wrap(run), ...rest)
      }
      const { addEventListener, removeEventListener } = EventTarget.prototype
      const wrapped = new WeakMap()
      EventTarget.prototype.addEventListener = function (type, run, options) {
        if (typeof run === 'function' && !wrapped.has(run)) wrapped.set(run, wrap(run))
        return addEventListener.call(this, type, wrapped.get(run) || run, options)
      }
      EventTarget.prototype.removeEventListener = function (type, run, options) {
        return removeEventListener.call(this, type, wrapped.get(run) || run, options)
      }`,
  },
  {
    title: '[HJ-006] zones as Angular has them',
    script: libraryScript('zone'),
    // More than it, since the zone notes there too who listens.
    leaves: ['document.location'],
  },
  {
    title: '[HJ-007] promises of another make',
    script: `
      const Native = Promise
      window.Promise = class Later extends Native {}`,
    // Dexie hands over and back what it finds on it, and so makes inherited functions its own.
    leaves: ['Later.length', 'Later.name', 'Later.prototype'],
  },
  {
    title: '[HJ-009] elements with our names',
    script: `
      customElements.define('porchlight-chat', class extends HTMLElement {})
      customElements.define('porchlight-root', class extends HTMLElement {
        connectedCallback() { this.textContent = 'Mine' }
      })`,
  },
  {
    title: '[HJ-013] module loaders and names of libraries',
    script: `
      var chat = 'taken', Chat = 1, preact = {}, Dexie = {}, process = { env: {} }, global = undefined
      var module = {}, exports = {}
      function define() { throw new Error('anonymous define') }
      define.amd = {}
      function require() { throw new Error('no such module') }`,
  },
  {
    title: '[HJ-022] a console and traces that throw',
    script: `
      Error.prepareStackTrace = () => { throw new Error('trace') }
      for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
        console[name] = () => { throw new Error('console') }
      }`,
  },
  {
    title: '[HJ-022] sources that throw',
    script: `Function.prototype.toString = () => { throw new Error('source') }`,
  },
  {
    title: 'a clock that stands and dice that always fall the same',
    script: `
      Date.now = () => 1_000_000_000_000
      Math.random = () => 0`,
  },
  {
    title: 'a recorder of everything that changes',
    script: `
      const note = (object, name) => {
        const original = object[name]
        object[name] = function () { return original.apply(this, arguments) }
      }
      note(history, 'pushState')
      note(CSSStyleSheet.prototype, 'replaceSync')
      note(CSSStyleSheet.prototype, 'insertRule')
      note(Element.prototype, 'attachShadow')
      note(Element.prototype, 'setAttribute')
      note(XMLHttpRequest.prototype, 'open')
      new MutationObserver(() => {}).observe(document, { subtree: true, childList: true, attributes: true })`,
  },
  {
    title: 'a form with the name of the current script',
    script: `
      const image = document.createElement('img')
      image.name = 'currentScript'
      document.head.append(image)`,
    outcome: 'stays off',
  },
  {
    title: 'elements with the names of our global and its settings',
    script: `
      for (const id of ['porchlight', 'porchlightSettings']) {
        const form = document.createElement('form')
        const field = document.createElement('input')
        form.id = id
        field.name = 'destroy'
        form.append(field)
        document.documentElement.append(form)
      }`,
  },
  {
    title: 'no channel between tabs, no locks and no work when idle',
    script: `
      delete window.BroadcastChannel
      delete window.requestIdleCallback
      delete Navigator.prototype.locks`,
  },
]
