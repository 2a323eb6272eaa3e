import type { RoomView } from '../api/shapes'

/** The list with a room put in, unless what is known of it is as new. */
export function withRoom(rooms: readonly RoomView[], incoming: RoomView): RoomView[] {
  const known = rooms.find((room) => room.id === incoming.id)
  if (known === undefined) return [...rooms, incoming]
  return rooms.map((room) => (room === known ? newer(known, incoming) : room))
}

/** A freshly fetched list; what was heard meanwhile and is newer stays. */
export function withAll(known: readonly RoomView[], fetched: readonly RoomView[]): RoomView[] {
  const before = new Map(known.map((room) => [room.id, room]))
  return fetched.map((room) => {
    const old = before.get(room.id)
    return old === undefined ? room : newer(old, room)
  })
}

/** Of two states of a room the later one. */
export function newer(known: RoomView, incoming: RoomView): RoomView {
  return incoming.version > known.version ? incoming : known
}

/** Open rooms first, then the last used, then by name. */
export function inOrder(rooms: readonly RoomView[], language: string): RoomView[] {
  const collator = new Intl.Collator(language, { numeric: true })
  return [...rooms].sort(
    (a, b) =>
      Number(isClosed(a)) - Number(isClosed(b)) ||
      (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') ||
      collator.compare(a.name, b.name),
  )
}

function isClosed(room: RoomView): boolean {
  return room.status === 'CLOSED'
}

export const filters = ['ALL', 'OPEN', 'SHARED', 'LIVE'] as const
export type Filter = (typeof filters)[number]

export function matching(
  rooms: readonly RoomView[],
  filter: Filter,
  search: string,
): RoomView[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return rooms.filter(
    (room) => passes(room, filter) && words.every((word) => plain(room.name).includes(word)),
  )
}

function passes(room: RoomView, filter: Filter): boolean {
  switch (filter) {
    case 'ALL':
      return true
    case 'OPEN':
      return room.status === 'OPEN'
    case 'SHARED':
      return room.role !== 'OWNER'
    case 'LIVE':
      return room.stream?.state === 'LIVE'
  }
}

/** Without accents or capitals: « Éco » is found by « eco ». */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

export function mayManage(room: RoomView): boolean {
  return room.role === 'OWNER' || room.role === 'MANAGER'
}

export function isOwner(room: RoomView): boolean {
  return room.role === 'OWNER'
}
