/** What the transport to PostHog reads, from the wire and from its memory. An entry of its own. */
export {
  type Creating,
  type OwnRow,
  type PosthogMemory,
  posthogMemorySchema,
  type ThreadMemory,
  type ToldRow,
  type ToldTicket,
} from './memory.ts'
export {
  type StockConfig,
  type StockMessage,
  type StockMessages,
  type StockRead,
  type StockSent,
  type StockTicket,
  type StockTickets,
  stockConfigSchema,
  stockMessagesSchema,
  stockReadSchema,
  stockSentSchema,
  stockTicketsSchema,
} from './wire.ts'
