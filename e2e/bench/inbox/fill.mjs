import { fillTickets } from './fill-tickets.mjs'

/** `node e2e/bench/inbox/fill.mjs <database> <tickets>`: the same for a server of somebody else, such as a test. */

const [file, count] = process.argv.slice(2)
await fillTickets(file, Number(count))
