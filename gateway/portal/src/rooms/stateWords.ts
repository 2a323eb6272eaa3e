import type { RoomView } from '../api/shapes'
import type { IconName } from '../ui/icons'
import type { Tone } from '../ui/Note'
import { nameOf } from '../ui/person'
import { timeOfDay } from '../ui/time'

type Status = RoomView['status']

/** Each state by an icon, a word and a colour; never by the colour alone (S7). */
export const statusSigns: Record<Status, { key: string; icon: IconName; tone: Tone }> = {
  CLOSED: { key: 'status.CLOSED', icon: 'phoneOff', tone: 'grey' },
  OPENING: { key: 'status.OPENING', icon: 'phone', tone: 'blue' },
  OPEN: { key: 'status.OPEN', icon: 'phone', tone: 'green' },
  CLOSING: { key: 'status.CLOSING', icon: 'phoneOff', tone: 'blue' },
}

interface Say {
  (key: string, params?: Record<string, unknown>): string
}

/** « 23 personnes, dont 2 modérateurs »; undefined while the room is not open. */
export function attendance(room: RoomView, t: Say): string | undefined {
  if (room.opening === null) return undefined
  const { people, moderators } = room.opening
  const all = t('room.people', { count: people })
  return people === 0
    ? all
    : t('room.ofWhom', { all, moderators: t('room.moderators', { count: moderators }) })
}

/** « Ouverte par Mme Diallo à 10:04 »; undefined while the room is not open. */
export function opened(room: RoomView, t: Say, language: string): string | undefined {
  if (room.status !== 'OPEN' || room.opening === null) return undefined
  const { by, openedAt, requestedAt } = room.opening
  return t('room.openedBy', { name: nameOf(by, t), time: timeOfDay(openedAt ?? requestedAt, language) })
}

/** « Partagée avec 4 personnes et 1 groupe », « Partagée par M. Petit (Gestionnaire) »; undefined if not shared. */
export function sharing(room: RoomView, t: Say): string | undefined {
  if (room.role !== 'OWNER') {
    return t('room.sharedBy', { name: room.owner.name, role: t(`role.${room.role}`) })
  }
  const people = room.shares.people > 0 ? t('room.sharedPeople', { count: room.shares.people }) : ''
  const groups = room.shares.groups > 0 ? t('room.sharedGroups', { count: room.shares.groups }) : ''
  if (people && groups) return t('room.sharedWithBoth', { people, groups })
  return people || groups ? t('room.sharedWith', { whom: people || groups }) : undefined
}
