/** `@porchlight/client/plain`: an entry of its own, since few need it. */
export { createPlainTransport, type PlainTransportOptions } from './plain.ts'
