/** An assistant that says what the test tells it to, when it tells it to. */
import type { Assistant, AssistantStep, AssistantTurn } from '../assistant/assistant.ts'

/** One call of the assistant, from its question to its end. */
export interface ScriptedTurn {
  readonly history: readonly AssistantTurn[]
  readonly signal: AbortSignal
  say(text: string): void
  step(step: AssistantStep): void
  end(): void
  fail(cause: Error): void
}

export interface ScriptedAssistant extends Assistant {
  /** The next call; waits for it. */
  turn(): Promise<ScriptedTurn>
  /** Calls so far. */
  readonly calls: number
}

type Move = { kind: 'step'; step: AssistantStep } | { kind: 'end' } | { kind: 'fail'; cause: Error }

export function createScriptedAssistant(): ScriptedAssistant {
  const turns = createLine<ScriptedTurn>()
  let calls = 0
  return {
    turn: () => turns.take(),
    get calls() {
      return calls
    },
    async *answer(history, signal) {
      calls += 1
      const moves = createLine<Move>()
      turns.put({
        history,
        signal,
        say: (text) => moves.put({ kind: 'step', step: { kind: 'text', text } }),
        step: (step) => moves.put({ kind: 'step', step }),
        end: () => moves.put({ kind: 'end' }),
        fail: (cause) => moves.put({ kind: 'fail', cause }),
      })
      for (;;) {
        const move = await moves.take()
        if (move.kind === 'end') return
        if (move.kind === 'fail') throw move.cause
        yield move.step
      }
    },
  }
}

interface Line<T> {
  put(item: T): void
  take(): Promise<T>
}

/** First in, first out; whoever takes from an empty line waits. */
function createLine<T>(): Line<T> {
  const items: T[] = []
  const takers: ((item: T) => void)[] = []
  return {
    put(item) {
      const taker = takers.shift()
      if (taker === undefined) items.push(item)
      else taker(item)
    },
    take() {
      const item = items.shift()
      if (item !== undefined) return Promise.resolve(item)
      return new Promise((resolve) => takers.push(resolve))
    },
  }
}
