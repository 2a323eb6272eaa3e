import type { DoorView, GuestDoorView, InvitationNews, RoomView, VacancyNews } from '../api/shapes'
import { serverEvents, type ServerEvent } from './eventStream'

/** What is heard from the server. `alive` is a heartbeat; after `reset` all must be loaded afresh. */
export type News =
  | { type: 'room'; room: RoomView }
  | { type: 'gone'; id: string }
  | { type: 'door'; door: DoorView | GuestDoorView }
  | { type: 'invitation'; invitation: InvitationNews }
  /** Others wait to be let into that room than before. */
  | { type: 'access'; room: string }
  | { type: 'vacancy'; vacancy: VacancyNews }
  | { type: 'reset' }
  | { type: 'alive' }

const SILENCE = 45_000
/** Until the server says after how long to come back: to each of many screens another time. */
const RETRY = 3_000
const RETRY_AT_MOST = 30_000

/** Hears `url` until stopped; what was missed between two connections is asked for by its last id. */
export async function connection(
  url: string,
  tell: (news: News) => void,
  stop: AbortSignal,
): Promise<void> {
  let last: string | undefined
  let retry = RETRY
  let failures = 0
  while (!stop.aborted) {
    const line = new AbortController()
    const hangUp = () => line.abort()
    stop.addEventListener('abort', hangUp)
    let silence = setTimeout(hangUp, SILENCE)
    const alive = () => {
      clearTimeout(silence)
      silence = setTimeout(hangUp, SILENCE)
      failures = 0
      tell({ type: 'alive' })
    }
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' }
      if (last !== undefined) headers['Last-Event-ID'] = last
      const response = await fetch(url, { headers, signal: line.signal, cache: 'no-store' })
      if (response.ok && response.body !== null) {
        if (last === undefined) tell({ type: 'reset' })
        for await (const event of serverEvents(response.body, alive)) {
          last = event.id ?? last
          retry = event.retry ?? retry
          const news = newsOf(event)
          if (news !== undefined) tell(news)
        }
      }
    } catch {
      // lost, or stopped: the loop knows which
    } finally {
      clearTimeout(silence)
      stop.removeEventListener('abort', hangUp)
    }
    failures++
    const wait = Math.min(retry * failures, RETRY_AT_MOST) * (0.8 + 0.4 * Math.random())
    await pause(wait, stop)
  }
}

function newsOf({ type, data }: ServerEvent): News | undefined {
  switch (type) {
    case 'room':
      return { type, room: JSON.parse(data) as RoomView }
    case 'gone':
      return { type, id: (JSON.parse(data) as { id: string }).id }
    case 'door':
      return { type, door: JSON.parse(data) as DoorView | GuestDoorView }
    case 'invitation':
      return { type, invitation: JSON.parse(data) as InvitationNews }
    case 'access':
      return { type, room: (JSON.parse(data) as { room: string }).room }
    case 'vacancy':
      return { type, vacancy: JSON.parse(data) as VacancyNews }
    case 'reset':
      return { type }
    default:
      return undefined
  }
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    if (stop.aborted) return resume()
    const timer = setTimeout(resume, milliseconds)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resume()
    })
  })
}
