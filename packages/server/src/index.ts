/**
 * The public face of `@porchlight/server`.
 */
export type {
  Assistant,
  AssistantSite,
  AssistantStep,
  AssistantTurn,
} from './assistant/assistant.ts'
export type { KeyRefusal, NewIdentityKey } from './auth/identity-keys.ts'
export type { Project } from './auth/projects.ts'
export { createServer, type Server } from './create-server.ts'
export type { HelpArticle, HelpSection } from './knowledge/help-sections.ts'
export type {
  KnowledgeHit,
  KnowledgeIndex,
  KnowledgeQuestion,
  ListedArticle,
} from './knowledge/knowledge-index.ts'
export type { Language } from './knowledge/language.ts'
export { type AssistantMaker, DEFAULTS, type Log, type ServerOptions } from './server-options.ts'
export { StartError, type StartErrorKind } from './store/start-error.ts'
