import type { Me, Named, Policy, RoomSettings, RoomView } from '../api/shapes'

/** What the form holds. The key is kept apart: it is never stored, not even in the tab. */
export interface Draft {
  name: string
  waitingRoom: boolean
  streams: boolean
  url: string
  onStop: 'PAUSE' | 'DISCONNECT'
  /** Code of the school; empty for a room of no school. */
  establishment: string
  policy: Policy
  groups: Named[]
  publicLink: boolean
  guestsWait: boolean
  accessCode: string
}

export const NAME_AT_MOST = 50
export const COUNTED_FROM = 40

export const blank: Draft = {
  name: '',
  waitingRoom: false,
  streams: false,
  url: '',
  onStop: 'PAUSE',
  establishment: '',
  policy: 'SIGNED_IN',
  groups: [],
  publicLink: false,
  guestsWait: true,
  accessCode: '',
}

/** A room as somebody would make it: of their school, for its people. */
export function newDraft(me: Me | undefined): Draft {
  const establishment = me?.establishments[0]?.id
  return establishment === undefined
    ? blank
    : { ...blank, establishment, policy: 'ESTABLISHMENT' }
}

export function draftOf(room: RoomView): Draft {
  return {
    name: room.name,
    waitingRoom: room.waitingRoom,
    streams: room.streaming !== null,
    url: room.streaming?.url ?? '',
    onStop: room.streaming?.onStop ?? 'PAUSE',
    establishment: room.establishment?.id ?? '',
    policy: room.access.policy,
    groups: room.access.groups,
    publicLink: room.guests !== null,
    guestsWait: room.guests?.wait ?? true,
    accessCode: room.guests?.code ?? '',
  }
}

export type FieldName = 'name' | 'establishment' | 'groups' | 'publicLink' | 'accessCode' | 'url' | 'key'

/** In the order of the form, so that focus goes to the first faulty one. */
export const fieldOrder: readonly FieldName[] = [
  'establishment',
  'name',
  'publicLink',
  'accessCode',
  'url',
  'key',
  'groups',
]

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
  if (draft.policy === 'GROUPS' && draft.groups.length === 0) found.groups = 'access.groupsEmpty'
  const code = draft.accessCode.trim()
  if (draft.publicLink && code !== '' && !isCode(code)) found.accessCode = 'access.codeWrong'
  if (draft.streams) {
    if (!isTarget(draft.url)) found.url = 'settings.urlWrong'
    if (key.trim() === '' && !keyStored) found.key = 'settings.keyEmpty'
  }
  return found
}

function isCode(code: string): boolean {
  return /^[\p{L}\p{N}]{4,20}$/u.test(code)
}

export function isTarget(url: string): boolean {
  return /^rtmps?:\/\/[^\s/:@?#]+(:\d{1,5})?(\/\S*)?$/i.test(url.trim())
}

/** Address and key, where a key seems to hang on the end of the address. */
export function separated(url: string): { url: string; key: string } | undefined {
  const parts = /^(rtmps?:\/\/[^/\s]+\/[^/\s]+)\/([\w-]{16,})\/?$/i.exec(url.trim())
  return parts?.[1] && parts[2] ? { url: parts[1], key: parts[2] } : undefined
}

export function settingsOf(draft: Draft, key: string): RoomSettings {
  const { policy, groups, publicLink } = draft
  return {
    name: draft.name.trim(),
    waitingRoom: draft.waitingRoom,
    establishment: draft.establishment || null,
    access: { policy, groups: policy === 'GROUPS' ? groups.map(({ id }) => id) : [] },
    publicLink,
    // what is not shown is not changed: the link may come back with the code it had
    ...(publicLink && { guestsWait: draft.guestsWait, accessCode: draft.accessCode.trim() }),
    streaming: draft.streams
      ? { url: draft.url.trim(), key: key.trim() || null, onStop: draft.onStop }
      : null,
  }
}

/** What differs between two forms, for a conflict shown side by side. */
export function differences(mine: Draft, theirs: Draft): (keyof Draft)[] {
  return (Object.keys(blank) as (keyof Draft)[]).filter((name) => !same(mine[name], theirs[name]))
}

function same(mine: Draft[keyof Draft], theirs: Draft[keyof Draft]): boolean {
  const ids = (value: typeof mine) =>
    Array.isArray(value) ? value.map(({ id }) => id).sort().join(' ') : value
  return ids(mine) === ids(theirs)
}
