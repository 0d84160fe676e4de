/** What a state is, and who takes part in it. */
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { Scene } from '../../attacks/scene.ts'
import type { SitePage } from '../../fixtures/site.ts'
import { enter, type Tab, type Visitor } from '../../fixtures/stage.ts'
import type { Team, Ticket } from '../../fixtures/team.ts'

/** Who takes part in a state. */
export interface Cast {
  readonly tab: Tab
  readonly team: Team
  readonly scene: Scene
  /** Ticket of the visitor's first conversation, once there is one. */
  ticket(): Promise<string>
}

export interface State {
  readonly name: string
  /** It ends by itself, so that its words are others at each look. */
  readonly isPassing?: boolean
  /** Leads from the state before to this one. */
  enter(cast: Cast): Promise<void>
}

/** States that a visitor could meet one after the other, on one page. */
export interface Episode {
  readonly name: string
  /** What the site has put on the page for it. */
  readonly page: Pick<SitePage, 'head' | 'tag' | 'body'>
  /** Of another site than the server's first. */
  readonly token?: (scene: Scene) => Promise<string>
  readonly states: readonly State[]
}

let visitors = 0

/** A new visitor on a page of an episode, which is there for this one alone. */
export async function stageEpisode(
  { scene, browser }: { readonly scene: Scene; readonly browser: Browser },
  { page, token }: Episode,
  around: { readonly page?: SitePage; readonly browser?: BrowserContextOptions } = {},
): Promise<{ readonly visitor: Visitor; readonly cast: Cast }> {
  const { page: outer = {} } = around
  const plan = `p${++visitors}`
  scene.site.page(`/${plan}`, {
    ...outer,
    ...page,
    head: `${outer.head ?? ''}${page.head ?? ''}`,
    tag: `${page.tag ?? ''} ${planTag(plan)}`,
    ...(token && { token: await token(scene) }),
  })
  const visitor = await enter(browser, scene.site.origin, around.browser)
  return { visitor, cast: castOf(scene, await visitor.tab(`/${plan}`), plan) }
}

/** By which the team knows the visitor's ticket among others. */
function planTag(plan: string): string {
  return `data-traits='{"plan":"${plan}"}'`
}

/** @param plan as in {@link planTag} */
function castOf(scene: Scene, tab: Tab, plan: string): Cast {
  let found: string | undefined
  return {
    tab,
    team: scene.team,
    scene,
    async ticket() {
      const isOurs = (ticket: Ticket): boolean => ticket.anonymous_traits.plan === plan
      found ??= (await scene.team.tickets()).find(isOurs)?.id
      return found ?? ''
    },
  }
}
