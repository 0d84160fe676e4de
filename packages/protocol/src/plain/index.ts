/** What the transport to a plain server reads, from the wire and from its memory. An entry of its own. */
export {
  type PlainMemory,
  type PlainPending,
  type PlainRow,
  type PlainThread,
  plainMemorySchema,
} from './memory.ts'
export {
  type PlainConversation,
  type PlainDetail,
  type PlainList,
  type PlainMessage,
  type PlainQueue,
  plainDetailSchema,
  plainListSchema,
  plainMessageSchema,
  plainQueueSchema,
} from './wire.ts'
