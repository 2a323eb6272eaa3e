import type { RoomSettings, RoomView } from '../api/shapes'

/** What the form holds. The key is kept apart: it is never stored, not even in the tab. */
export interface Draft {
  name: string
  waitingRoom: boolean
  streams: boolean
  url: string
  onStop: 'PAUSE' | 'DISCONNECT'
}

export const NAME_AT_MOST = 50
export const COUNTED_FROM = 40

export const blank: Draft = {
  name: '',
  waitingRoom: false,
  streams: false,
  url: '',
  onStop: 'PAUSE',
}

export function draftOf(room: RoomView): Draft {
  return {
    name: room.name,
    waitingRoom: room.waitingRoom,
    streams: room.streaming !== null,
    url: room.streaming?.url ?? '',
    onStop: room.streaming?.onStop ?? 'PAUSE',
  }
}

export type FieldName = 'name' | 'url' | 'key'

/** In the order of the form, so that focus goes to the first faulty one. */
export const fieldOrder: readonly FieldName[] = ['name', 'url', 'key']

/** The key of each message; empty when the form may be sent. `keyStored`: leaving it empty keeps it. */
export function faults(
  draft: Draft,
  key: string,
  keyStored: boolean,
): Partial<Record<FieldName, string>> {
  const found: Partial<Record<FieldName, string>> = {}
  const name = draft.name.trim()
  if (name === '') found.name = 'settings.nameEmpty'
  else if ([...name].length > NAME_AT_MOST) found.name = 'settings.nameLong'
  if (draft.streams) {
    if (!isTarget(draft.url)) found.url = 'settings.urlWrong'
    if (key.trim() === '' && !keyStored) found.key = 'settings.keyEmpty'
  }
  return found
}

function isTarget(url: string): boolean {
  return /^rtmps?:\/\/[^\s/:@?#]+(:\d{1,5})?(\/\S*)?$/i.test(url.trim())
}

/** Address and key, where a key seems to hang on the end of the address. */
export function separated(url: string): { url: string; key: string } | undefined {
  const parts = /^(rtmps?:\/\/[^/\s]+\/[^/\s]+)\/([\w-]{16,})\/?$/i.exec(url.trim())
  return parts?.[1] && parts[2] ? { url: parts[1], key: parts[2] } : undefined
}

export function settingsOf(draft: Draft, key: string): RoomSettings {
  return {
    name: draft.name.trim(),
    waitingRoom: draft.waitingRoom,
    streaming: draft.streams
      ? { url: draft.url.trim(), key: key.trim() || null, onStop: draft.onStop }
      : null,
  }
}

/** What differs between two forms, for a conflict shown side by side. */
export function differences(mine: Draft, theirs: Draft): (keyof Draft)[] {
  return (Object.keys(blank) as (keyof Draft)[]).filter((name) => mine[name] !== theirs[name])
}
