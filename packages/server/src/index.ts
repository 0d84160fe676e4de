/**
 * The public face of `@porchlight/server`.
 */
export type { Assistant, AssistantStep, AssistantTurn } from './assistant/assistant.ts'
export type { KeyRefusal, NewIdentityKey } from './auth/identity-keys.ts'
export type { Project } from './auth/projects.ts'
export { createServer, type Server } from './create-server.ts'
export { DEFAULTS, type Log, type ServerOptions } from './server-options.ts'
export { StartError, type StartErrorKind } from './store/start-error.ts'
