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
  /** Somebody is at the room's panel: « closed » is not the end of it, the room will be asked for again. */
  kept: boolean
}

const reserved = new Map<string, Reserved>()
const listeners = new Set<() => void>()

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const areReserved = () => reserved.size > 0

/** Whether the browser gave a tab. It shows `text` until it is sent on. */
export function reserve(room: string, title: string, text: string): boolean {
  const name = `conference-${room}-${Date.now()}`
  const tab = window.open('about:blank', name)
  if (tab === null) return false
  tab.opener = null // the conference must not reach back into the portal
  tab.document.title = title
  tab.document.documentElement.lang = document.documentElement.lang
  tab.document.body.textContent = text
  reserved.set(room, { tab, name, taken: false, kept: false })
  listeners.forEach((listener) => listener())
  return true
}

export function taken(room: string): void {
  const kept = reserved.get(room)
  if (kept !== undefined) kept.taken = true
}

/** Whether the tab stays when the opening comes to nothing, because another try follows. */
export function keep(room: string, kept: boolean): void {
  const entry = reserved.get(room)
  if (entry !== undefined) entry.kept = kept
}

/** The request was refused: the tab goes, unless it is kept for another try. */
export function refused(room: string): void {
  if (reserved.get(room)?.kept === false) release(room)
}

export function release(room: string): void {
  reserved.get(room)?.tab.close()
  drop(room)
}

function drop(room: string): void {
  reserved.delete(room)
  listeners.forEach((listener) => listener())
}

/** Sends each reserved tab where its room's state says. */
export function settle(rooms: readonly RoomView[]): void {
  for (const room of rooms) {
    const kept = reserved.get(room.id)
    if (kept === undefined) continue
    if (kept.tab.closed) drop(room.id)
    else if (room.status === 'OPENING') kept.taken = true
    else if (room.status === 'OPEN' && (kept.taken || !kept.kept)) {
      drop(room.id)
      enter(room.id, kept.name)
    } else if (room.status === 'CLOSED' && kept.taken) {
      if (kept.kept) kept.taken = false
      else release(room.id)
    }
  }
}

/** Goes to the conference by POST: its address is never in a page. */
export function enter(room: string, target: string): void {
  post(`/api/v1/rooms/${encodeURIComponent(room)}/join`, target, {})
}

/** Leaves for where a form leads, as a browser does: with its fields and its proof of where it comes from. */
export function post(action: string, target: string, fields: Record<string, string>): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  form.target = target
  for (const [name, value] of Object.entries({ _csrf: csrfToken() ?? '', ...fields })) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
