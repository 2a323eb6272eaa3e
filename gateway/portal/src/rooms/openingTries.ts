import { Problem } from '../api/problem'
import type { RoomView } from '../api/shapes'

/** How often an opening is asked for before one is told that it does not work. */
export const TRIES = 5

const AFTER_SERVICE = 5_000
const AFTER_FULL = 30_000

/** Why another try is worth while: the service did not answer, or the platform is full for now. */
export type Obstacle = 'SERVICE' | 'FULL'

/** What stood in the way of an opening and may be gone in a moment; undefined if nothing such did. */
export function obstacleOf(failure: RoomView['failure'], refused: unknown): Obstacle | undefined {
  if (refused instanceof Problem) {
    if (refused.kind === 'platform-full') return 'FULL'
    return refused.status === 503 && refused.kind !== 'maintenance' ? 'SERVICE' : undefined
  }
  if (refused) return undefined
  return failure?.reason === 'UNREACHABLE' || failure?.reason === 'NO_SERVER' ? 'SERVICE' : undefined
}

/** Milliseconds until the next try. A service in trouble is left a little longer each time. */
export function pauseBefore(attempt: number, obstacle: Obstacle): number {
  return obstacle === 'FULL' ? AFTER_FULL : AFTER_SERVICE * (attempt - 1)
}
