import { createScriptedAssistant, type ScriptedAssistant } from './scripted-assistant.ts'
import { startTestServer, type TestServer, type VisitorCaller } from './test-server.ts'

/** A visitor with a thread, and an assistant that says what the test says. */
export async function openThread(): Promise<
  TestServer & { ada: VisitorCaller; thread: string; assistant: ScriptedAssistant }
> {
  const assistant = createScriptedAssistant()
  const server = await startTestServer({ assistant })
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open(), assistant }
}
