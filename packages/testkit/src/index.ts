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
export {
  createScriptedPlainApi,
  type PlainApiFault,
  type PlainApiOptions,
  type ScriptedPlainApi,
} from './scripted-plain-api.ts'
export {
  createScriptedServer,
  type Fault,
  type ScriptedAnswer,
  type ScriptedServer,
} from './scripted-server.ts'
export {
  createScriptedWidgetApi,
  type ScriptedWidgetApi,
  type WidgetApiFault,
} from './scripted-widget-api.ts'
export { createSeededRandom, type SeededRandom } from './seeded-random.ts'
export { describeTabsContract, type TabUnderTest } from './tabs-contract.ts'
export { describeTransportContract, type TransportUnderTest } from './transport-contract.ts'
