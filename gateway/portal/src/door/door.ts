import type { DoorView } from '../api/shapes'

/** What the waiting page does next. */
export type Step =
  | { do: 'wait' }
  | { do: 'enter'; after: number }
  /** The room is open, but one has been in from this tab: going in again is one's own choice. */
  | { do: 'offer' }

/** What one waited for. */
export type Awaited = 'opens' | 'placeFrees'

/** What a page tells the door that leads to it. */
export interface CameBack {
  /** One may come from the conference: going in is one's own choice, from whatever tab one went. */
  left: true
}

/** How long arrivals are spread, so that a whole school does not come in the same second. */
export const SPREAD = 5_000

export function nextStep(
  status: DoorView['status'],
  waited: boolean,
  beenIn: boolean,
  random: number,
  full = false,
): Step {
  if (status !== 'OPEN') return { do: 'wait' }
  if (beenIn) return { do: 'offer' }
  if (full) return { do: 'wait' }
  return { do: 'enter', after: waited ? random * SPREAD : 0 }
}

/** Remembered for the tab, so that coming back from the conference does not lead into it again. */
export const visits = {
  has: (room: string) => sessionStorage.getItem(`entered:${room}`) !== null,
  note: (room: string) => sessionStorage.setItem(`entered:${room}`, ''),
  forget: (room: string) => sessionStorage.removeItem(`entered:${room}`),
}
