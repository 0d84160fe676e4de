import type { OpenPanel } from './open-panel.ts'
import { settled } from './settled.ts'

/** Clicks the button of this name, and waits for what comes of it. */
export async function click(panel: OpenPanel, name: string): Promise<void> {
  const button = panel.buttons().get(name)
  if (button === undefined) throw new Error(`no button ${name}: ${[...panel.buttons().keys()]}`)
  button.click()
  await settled()
}
