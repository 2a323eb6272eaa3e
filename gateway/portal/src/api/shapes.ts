import type { components } from './schema'
import type { components as StreamComponents } from './streams'

type Schemas = components['schemas']

export type RoomView = Schemas['RoomView']
export type RoomSettings = Schemas['RoomBody']
export type ChangedSettings = Schemas['ChangedRoomBody']
export type StreamView = Schemas['StreamView']
export type StreamWish = Schemas['StreamBody']['wanted']
export type DoorView = Schemas['DoorView']
export type GuestDoorView = Schemas['GuestDoorView']
export type AccessRequest = Schemas['AccessRequestView']
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

/** A place for an open room that came free where one waited for it. Others may have taken it since. */
export interface VacancyNews {
  room: string
  establishment: string
  at: string
}

export type Named = Schemas['PersonView']

/** One use of a room that is over or still going on, with what was broadcast of it. */
export type PastOpening = Schemas['PastOpeningView']
export type CloseReason = NonNullable<PastOpening['closeReason']>
/** What somebody ended who looks after the platform or the establishment. */
export type Intervention = Schemas['InterventionView']
export type StreamRun = Schemas['RunView']
export type History = Schemas['HistoryView']

/** A meeting that goes on now, as those who look after the platform see it. */
export type LiveRoom = Schemas['RunningRoomView']
export type FoundRoom = Schemas['FoundRoomView']
export type OpsInvitation = Schemas['SentInvitationView']
export type DeadLetter = Schemas['DeadLetterView']
export type AuditLine = Schemas['AuditLineView']
/** What the last look at the audit's chain found. */
export type AuditChain = Schemas['ChainView']
/** A school with its rules, and what goes on in its rooms now. */
export type Establishment = Schemas['RuledEstablishment']
export type Rules = Establishment['rules']
export type Breach = Schemas['BreachView']

export interface AuditQuestion {
  who: string
  what: string
  room: string
  from: string
  to: string
}

/** How far a stream would get, as streaming-service tried it without the key. */
export type Reach = StreamComponents['schemas']['TargetReachView']['reach']

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
