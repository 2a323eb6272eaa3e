import type { components } from './schema'

type Schemas = components['schemas']

export type RoomView = Schemas['RoomView']
export type RoomSettings = Schemas['RoomBody']
export type ChangedSettings = Schemas['ChangedRoomBody']
export type StreamView = Schemas['StreamView']
export type StreamWish = Schemas['StreamBody']['wanted']
export type DoorView = Schemas['DoorView']
export type GuestDoorView = Schemas['GuestDoorView']
export type Me = Schemas['Me']
export type Policy = Schemas['RoomView']['access']['policy']
export type Share = Schemas['ShareBody']
export type ShareView = Schemas['ShareView']
export type ShareList = Schemas['ShareList']
export type SharesBody = Schemas['SharesBody']
export type FoundPerson = Schemas['FoundPerson']
export type FoundGroup = Schemas['FoundGroup']
export type FavouriteView = Schemas['FavouriteView']
export type FavouriteBody = Schemas['FavouriteBody']
export type InvitationBody = Schemas['InvitationBody']
export type InvitationView = Schemas['InvitationView']
export type InvitationCounts = Schemas['CountsView']
export type RecipientStatus = Schemas['RecipientView']['status']
export type Meeting = Schemas['MeetingView']
export type MeetingBody = Schemas['MeetingBody']

/** What is heard of an invitation while it is being sent. */
export interface InvitationNews extends InvitationCounts {
  room: string
  id: string
  version: number
}

/* What the services say beside what their document describes yet: each goes from here as it comes there. */

export interface Named {
  id: string
  name: string
}

/** One use of a room that is over or still going on, with what was broadcast of it. */
export interface PastOpening {
  id: string
  by: Named
  requestedAt: string
  openedAt: string | null
  endedAt: string | null
  closeReason: CloseReason | null
  closedBy: Named | null
  mostPeople: number
  runs: StreamRun[]
  interventions: Intervention[]
}

export type CloseReason =
  | 'CLOSED_BY_USER'
  | 'MEETING_ENDED'
  | 'MEETING_FAILED'
  | 'ROOM_DELETED'
  | 'OPENING_CANCELLED'

/** What somebody ended who looks after the platform or the establishment. */
export interface Intervention {
  what: string
  by: Named
  at: string
  reason: string
}

export interface StreamRun {
  id: string
  host: string | null
  requestedAt: string
  liveSince: string | null
  endedAt: string | null
  endReason: string | null
  liveSeconds: number
}

export interface History {
  openings: PastOpening[]
  more: boolean
}

interface Parameters {
  query?: object
  path?: object
}

interface Operation<A, P extends Parameters> {
  parameters: P
  responses: { 200: { content: { 'application/json': A } } }
}

export interface ComingPaths {
  '/api/v1/rooms/{id}/history': {
    get: Operation<History, { path: { id: string }; query?: { before?: string } }>
  }
}

/** Why a stream ended or was interrupted, as streaming-service says it. */
export const streamReasons = [
  'STOPPED_BY_USER',
  'ROOM_CLOSED',
  'MEETING_ENDED',
  'NO_MODERATOR',
  'NIGHTLY',
  'PAUSED_TOO_LONG',
  'REFUSED_BY_MODERATOR',
  'NOT_ADMITTED',
  'UNREACHABLE',
  'UNKNOWN_HOST',
  'KEY_REFUSED',
  'HOST_NOT_ALLOWED',
  'TLS',
  'CONNECTION_LOST',
  'MEETING_PAGE_FAILED',
  'ENCODER_FAILED',
  'NO_PICTURE',
  'KEY_UNREADABLE',
  'WORKER_LOST',
] as const
export type StreamReason = (typeof streamReasons)[number]
