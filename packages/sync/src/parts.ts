/**
 * What not every tab needs, or not at once, in files of its own: the work of a leader, since most
 * tabs follow, and what a visitor does now and then.
 */
export interface Parts {
  leading(): Promise<Pick<typeof import('./leadership.ts'), 'startLeadership'>>
  actions(): Promise<typeof import('./actions/actions.ts')>
}

/** Fetches each part when it is needed first. */
export const lazyParts: Parts = {
  leading: () => import('./leadership.ts'),
  actions: () => import('./actions/actions.ts'),
}
