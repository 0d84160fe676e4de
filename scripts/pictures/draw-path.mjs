/** Stations of one message, and what is true from there on. */
const stations = [
  { name: 'Composer', says: ['blank and too long', 'are refused here'] },
  { name: 'Outbox', says: ['durable: the', 'composer clears'] },
  { name: 'Leader tab', says: ['one in flight per', 'thread, in order'] },
  { name: 'Server', says: ['posted once,', 'keyed by its id'] },
  { name: 'Team', says: ['answers; the reply', 'comes by push'] },
]

/** What goes from one station to the next. */
const ways = ['send()', 'claim', 'POST', 'event']

const BOX = { width: 150, height: 84, gap: 62, top: 20 }

/** @returns {string} an SVG that is readable on light and on dark pages */
export function drawPath() {
  const width = stations.length * BOX.width + ways.length * BOX.gap + 4
  const parts = [...stations.map(drawStation), ...ways.map(drawWay), drawReturn()]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 178" role="img" aria-label="The path of one message: ${stations.map(({ name }) => name).join(', ')}, and back">
<style>
  text { font: 13px system-ui, sans-serif; text-anchor: middle; fill: #30343d }
  .name { font-weight: 600; font-size: 15px }
  .way { font-size: 12px; fill: #5a6170 }
  rect { fill: #fff; stroke: #c5cad6 }
  path { fill: none; stroke: #3b6fd4; stroke-width: 1.6 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8eaf0 } .way { fill: #aab1c0 } rect { fill: #1d2027; stroke: #474d5a } path { stroke: #7fa6f5 }
  }
</style>
${parts.join('\n')}
</svg>
`
}

function leftOf(index) {
  return 2 + index * (BOX.width + BOX.gap)
}

function drawStation({ name, says }, index) {
  const middle = leftOf(index) + BOX.width / 2
  return [
    `<rect x="${leftOf(index)}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}" rx="12"/>`,
    `<text class="name" x="${middle}" y="${BOX.top + 26}">${name}</text>`,
    ...says.map((line, row) => `<text x="${middle}" y="${BOX.top + 50 + row * 18}">${line}</text>`),
  ].join('')
}

function drawWay(label, index) {
  const from = leftOf(index) + BOX.width + 4
  const to = leftOf(index + 1) - 4
  const y = BOX.top + BOX.height / 2
  return `<path d="M${from} ${y}H${to}m-6 -5l6 5l-6 5"/><text class="way" x="${(from + to) / 2}" y="${y - 10}">${label}</text>`
}

function drawReturn() {
  const from = leftOf(3) + BOX.width / 2
  const to = leftOf(1) + BOX.width / 2
  const [low, box] = [BOX.top + BOX.height + 34, BOX.top + BOX.height + 4]
  return `<path d="M${from} ${box}V${low}H${to}V${box}m-5 6l5 -6l5 6"/><text class="way" x="${(from + to) / 2}" y="${low + 20}">event feed, resumed by cursor: posted rows and replies, in every tab</text>`
}
