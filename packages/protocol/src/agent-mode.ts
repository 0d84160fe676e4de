/** What an assistant is asked to be, in the words of the published API. Ours is one for all. */
export const AGENT_MODES = [
  'product_analytics',
  'sql',
  'session_replay',
  'error_tracking',
  'plan',
  'execution',
  'survey',
  'research',
  'flags',
  'llm_analytics',
  'sandbox',
  'user_interview',
  'customer_analytics',
] as const

export type AgentMode = (typeof AGENT_MODES)[number]
