/** What the style of a page does to everything on it. None of it may be seen in the widget. */

export interface HostStyle {
  readonly title: string
  readonly css: string
  /** Attributes of `<html>`. */
  readonly html?: string
}

export const HOST_STYLES: readonly HostStyle[] = [
  {
    title: '[HC-001] unsets everything, importantly',
    css: `*, *::before, *::after { all: unset !important; box-sizing: content-box !important;
      transition: none !important; animation: none !important }
      head, head * { display: none !important }`,
  },
  {
    title: 'sets everything, importantly',
    css: `* { color: red !important; background: lime !important; font: 9px/1 serif !important;
      margin: 9px !important; padding: 9px !important; border: 3px solid red !important;
      border-radius: 0 !important; float: left !important; text-transform: uppercase !important }
      html { background: #fff !important; border: 0 !important; margin: 0 !important; padding: 0 !important }`,
  },
  {
    title: '[HC-002] goes for the last element of the page',
    css: `porchlight-root, html > :last-child, html > :not(head):not(body) {
      display: none !important; opacity: 0 !important; transform: scale(0) !important;
      filter: blur(9px) !important; clip-path: inset(50%) !important; position: static !important;
      pointer-events: none !important; content-visibility: hidden !important; zoom: 3 !important }`,
  },
  {
    title: '[HC-003] hands down what is inherited',
    css: `html { font: italic 700 9px/0.5 fantasy !important; letter-spacing: 10px; word-spacing: 30px;
      text-transform: uppercase; text-align: right; text-indent: 50px; white-space: pre;
      visibility: hidden; color: transparent; cursor: none; user-select: none; line-height: 0;
      writing-mode: vertical-rl; text-orientation: upright; quotes: none; hyphens: auto;
      list-style: square; text-shadow: 2px 2px red; -webkit-text-stroke: 2px red; tab-size: 1;
      font-variant: small-caps; word-break: break-all; pointer-events: none; accent-color: red;
      -webkit-text-size-adjust: 300%; font-size-adjust: 1; caret-color: red; text-rendering: optimizeSpeed }`,
  },
  { title: 'makes the unit of the root huge', css: 'html { font-size: 80px }' },
  { title: '[HC-004] makes the unit of the root tiny', css: 'html { font-size: 1px }' },
  {
    title: '[HC-004] moves and contains its body',
    css: `body { transform: translateZ(0) rotate(9deg); contain: paint; overflow: hidden;
      perspective: 1px; filter: grayscale(1); will-change: transform; height: 10px }`,
  },
  {
    title: '[HC-008] has our names for its own',
    css: `@keyframes arrive { from { top: 0; rotate: 90deg } to { top: 999px } }
      @property --pl-surface { syntax: '<color>'; inherits: true; initial-value: red }
      @font-face { font-family: system-ui; src: url(data:,) }
      .launcher, .panel, .bubble, .log { display: none !important }
      @layer base { html > * { display: none !important } }`,
  },
  {
    title: 'is read from the right with everything hidden',
    css: 'html { visibility: hidden } body { direction: rtl; unicode-bidi: bidi-override }',
  },
]
