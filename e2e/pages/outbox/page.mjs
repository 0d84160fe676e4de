/** What the driver calls, as `window.bench`. Everything that crosses is plain data. */
import { dexie } from './contenders/dexie.mjs'
import { idb } from './contenders/idb.mjs'
import { onDexie, porchlight } from './contenders/porchlight.mjs'
import { pouchdb } from './contenders/pouchdb.mjs'
import { raw, rawGroup, rawGuarded, rawMarked } from './contenders/raw.mjs'
import { rxdb } from './contenders/rxdb.mjs'
import { tanstack, tanstackHistory } from './contenders/tanstack.mjs'
import { workbox } from './contenders/workbox.mjs'
import { history } from './history.mjs'
import {
  burst,
  drain,
  enqueue,
  fill,
  fillHistory,
  insertToView,
  lastHistory,
  replay,
  startUp,
  storeWritten,
} from './measures.mjs'

const measures = {
  burst,
  drain,
  enqueue,
  fill,
  fillHistory,
  insertToView,
  lastHistory,
  replay,
  startUp,
  storeWritten,
}

const contenders = {
  raw,
  rawGroup,
  rawMarked,
  rawGuarded,
  porchlight,
  onDexie,
  idb,
  dexie,
  tanstack,
  rxdb,
  pouchdb,
  workbox,
}

/** Those whose long history is not what lies in their outbox. */
const histories = { ...contenders, porchlight: history, tanstack: tanstackHistory }

window.bench = {
  /** @param {string} what name of a measure @param {string} who @param {...unknown} rest for it */
  run: (what, who, ...rest) =>
    measures[what]((what.endsWith('History') ? histories : contenders)[who], ...rest),
}
