import { expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { enter } from '../fixtures/stage.ts'

/** WCAG 1.4.6, and 1.4.11 for what is a line. */
const [TEXT, LINE] = [7, 3]

const on = useScene()

it.each(['light', 'dark'] as const)(
  'who asks for more contrast gets it: muted text and lines (%s)',
  async (colorScheme) => {
    const { scene, browser } = on
    scene.site.page('/contrast', {})
    const contrasts = async (contrast: 'more' | 'no-preference') => {
      const visitor = await enter(browser, scene.site.origin, { colorScheme, contrast })
      const { page, chat } = await visitor.tab('/contrast')
      await chat.open()
      const measured = await page.locator('.panel').evaluate(measure)
      await visitor.close()
      return measured
    }
    const more = await contrasts('more')
    const usual = await contrasts('no-preference')
    expect(more.text).toBeGreaterThanOrEqual(TEXT)
    expect(more.line).toBeGreaterThanOrEqual(LINE)
    expect(usual.line).toBeLessThan(more.line)
  },
)

/** Runs in the page. The colours as they are painted on a canvas, above the surface of the panel. */
function measure(panel: Element): { text: number; line: number } {
  const style = getComputedStyle(panel)
  const canvas = document.createElement('canvas').getContext('2d')
  if (canvas === null) throw new Error('no canvas')
  const paint = (...names: string[]): number => {
    for (const name of names) {
      canvas.fillStyle = style.getPropertyValue(name).trim()
      canvas.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const against = (name: string): number => {
    const [low = 0, high = 0] = [paint('--pl-surface'), paint('--pl-surface', name)].sort(
      (one, other) => one - other,
    )
    return (high + 0.05) / (low + 0.05)
  }
  return { text: against('--pl-muted'), line: against('--pl-line') }
}
