import { csrfToken } from '../api/csrf'
import type { RoomView } from '../api/shapes'

/**
 * Tabs reserved at the click on « Ouvrir la salle », while the browser still allows it, and sent to the
 * conference when the server says that the room is open.
 */
interface Reserved {
  tab: Window
  name: string
  /** The server has taken up the request: from now on « closed » means that it came to nothing. */
  taken: boolean
}

const reserved = new Map<string, Reserved>()

/** Whether the browser gave a tab. It shows `text` until it is sent on. */
export function reserve(room: string, title: string, text: string): boolean {
  const name = `conference-${room}-${Date.now()}`
  const tab = window.open('about:blank', name)
  if (tab === null) return false
  tab.opener = null // the conference must not reach back into the portal
  tab.document.title = title
  tab.document.documentElement.lang = document.documentElement.lang
  tab.document.body.textContent = text
  reserved.set(room, { tab, name, taken: false })
  return true
}

export function taken(room: string): void {
  const kept = reserved.get(room)
  if (kept !== undefined) kept.taken = true
}

export function release(room: string): void {
  reserved.get(room)?.tab.close()
  reserved.delete(room)
}

/** Sends each reserved tab where its room's state says. */
export function settle(rooms: readonly RoomView[]): void {
  for (const room of rooms) {
    const kept = reserved.get(room.id)
    if (kept === undefined) continue
    if (kept.tab.closed) reserved.delete(room.id)
    else if (room.status === 'OPENING') kept.taken = true
    else if (room.status === 'OPEN' && kept.taken) {
      reserved.delete(room.id)
      enter(room.id, kept.name)
    } else if (room.status === 'CLOSED' && kept.taken) release(room.id)
  }
}

/** Goes to the conference by POST: its address is never in a page. */
export function enter(room: string, target: string): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = `/api/v1/rooms/${encodeURIComponent(room)}/join`
  form.target = target
  const token = document.createElement('input')
  token.type = 'hidden'
  token.name = '_csrf'
  token.value = csrfToken() ?? ''
  form.append(token)
  document.body.append(form)
  form.submit()
  form.remove()
}
