import type { components } from './schema'

type Schemas = components['schemas']

export type RoomView = Schemas['RoomView']
export type RoomSettings = Schemas['RoomBody']
export type StreamView = Schemas['StreamView']
export type StreamWish = Schemas['StreamBody']['wanted']
export type DoorView = Schemas['DoorView']
export type Me = Schemas['Me']
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
