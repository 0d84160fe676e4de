import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Rights } from './models/rights.ts'

/** Without anybody who knows better, everything may be done. */
export const RightsContext = createContext<Pick<Rights, 'may'>>({ may: () => true })

/** What the key of whoever looks may do. */
export function useMay(): Rights['may'] {
  return useContext(RightsContext).may
}
