import { useState } from 'react'
import { useNow } from '../ui/time'

const POLL = 10_000
/** Longer than between two heartbeats. */
const DEAF_AFTER = 20_000
const ASKED_AFTER = 60 * 60_000

/** Push may be held back by a school's proxy: a slow question beside it, so that this only makes it slower. */
export function pollAgainIn(random: number): number {
  return POLL * (0.8 + 0.4 * random)
}

/** Whether nothing comes by push, to whoever was last reached by it, or began to listen, then. */
export function isDeaf(since: number): boolean {
  return Date.now() - since > DEAF_AFTER
}

/** After an hour of waiting nobody is presumed to be there; saying so begins another. */
export function useTiring(): [tired: boolean, rest: () => void] {
  const [since, setSince] = useState(Date.now)
  useNow(10_000)
  return [Date.now() - since > ASKED_AFTER, () => setSince(Date.now())]
}

/** Of what is known of a door and what is heard, the newer. */
export function latest<D extends { version: number }>(known: D | undefined, heard: D): D {
  return known !== undefined && known.version > heard.version ? known : heard
}
