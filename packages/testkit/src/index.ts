export { describeTabsContract, type TabUnderTest } from './contracts/tabs-contract.ts'
export { describeTransportContract } from './contracts/transport-contract.ts'
export type { TransportUnderTest } from './contracts/transport-visit.ts'
export { createFakeTabs, type FakePageSignal, type FakeTab, type FakeTabs } from './fake-tabs.ts'
export {
  createManualClock,
  type ManualClock,
  START_MS,
  settle,
  settleBeyond,
} from './manual-clock.ts'
export {
  type AnswerScores,
  type AskedQuestion,
  type AskedResult,
  measureAnswers,
  parseQuestions,
} from './measure-answers.ts'
export { createSeededRandom, type SeededRandom } from './seeded-random.ts'
export type { ScriptedAnswer } from './servers/kept-threads.ts'
export type { PlainApiOptions } from './servers/plain-conversations.ts'
export {
  createScriptedPlainApi,
  type PlainApiFault,
  type ScriptedPlainApi,
} from './servers/scripted-plain-api.ts'
export {
  createScriptedServer,
  type Fault,
  type ScriptedServer,
} from './servers/scripted-server.ts'
export {
  createScriptedWidgetApi,
  type ScriptedWidgetApi,
  type WidgetApiFault,
} from './servers/scripted-widget-api.ts'
