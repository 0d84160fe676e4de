/** The history checker, free of any test framework: scripts and pages may import it too. */
export type { Bounds } from './bounded.ts'
export { checkHistory } from './check-history.ts'
export type {
  CallId,
  CameToRest,
  ChangeAnswered,
  ChangeCalled,
  Committed,
  DoubtShown,
  Forgotten,
  History,
  HistoryRecord,
  Measured,
  OpMoved,
  OpPlace,
  PauseEnded,
  RequestBegan,
  RequestEnded,
  Retried,
  SendCalled,
  SendRefused,
  SendStored,
  Shown,
  ShownMessage,
  SignedOut,
  TabEnded,
  TabId,
} from './record.ts'
export type { Invariant, Violation } from './violation.ts'
