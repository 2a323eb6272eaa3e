import { api } from './client'
import type { Share } from './shapes'

// What the services are about to offer; each shape goes when the generated client knows it.

interface Named {
  id: string
  name: string
}

export interface FoundPerson extends Named {
  profile: string | null
  establishment: string | null
  left: boolean
}

export interface FoundGroup extends Named {
  size: number
  pupils: number
  establishment: string | null
}

export interface FoundFavourite extends Named {
  size: number
}

export interface FoundSubjects {
  people: FoundPerson[]
  groups: FoundGroup[]
  favourites: FoundFavourite[]
  more: boolean
  asOf: string | null
  stale: boolean
}

export interface Favourite extends Named {
  people: FoundPerson[]
  groups: FoundGroup[]
}

export interface FavouriteBody {
  name: string
  people: string[]
  groups: string[]
}

export interface ShareView extends Share {
  name: string
  profile: string | null
  establishment: string | null
  size: number | null
  pupils: number | null
  left: boolean
  through: string | null
}

export interface ShareList {
  owner: Named
  shares: ShareView[]
  sharesVersion: number
}

export interface SharesEffect {
  people: number
  pupils: number
  loseMyself: boolean
}

export interface MeetingBody {
  start: string
  minutes: number
}

export interface InvitationBody {
  people: string[]
  groups: string[]
  favourites: string[]
  addresses: string[]
  subject: string
  body: string
  meeting?: MeetingBody
}

export interface InvitationCounts {
  pending: number
  delivered: number
  failed: number
}

export type RecipientStatus = 'PENDING' | 'DELIVERED' | 'FAILED'
export type RecipientReason = 'NO_ADDRESS' | 'REFUSED' | 'UNREACHABLE' | 'MAILBOX_FULL'

export interface RecipientView extends Named {
  status: RecipientStatus
  reason: RecipientReason | null
}

export interface InvitationView {
  id: string
  sentAt: string
  by: Named
  subject: string
  counts: InvitationCounts
  meeting: (MeetingBody & { cancelled: boolean }) | null
  /** Not in a list of invitations. */
  recipients?: RecipientView[]
  version: number
}

/** What is heard of an invitation while it is being sent. */
export interface InvitationNews extends InvitationCounts {
  room: string
  id: string
  version: number
}

export interface InvitationPreview {
  html: string
  text: string
  people: number
}

export interface PortalConfig {
  streamHosts: string[]
  invitations?: { most: number; external: boolean }
}

export interface Me extends Named {
  admin: boolean
  referentOf?: string[]
}

interface Options {
  params?: { path?: Record<string, string>; query?: Record<string, string | undefined> }
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}
type Call = <T>(path: string, options?: Options) => Promise<{ data?: T }>

export const awaited = api as unknown as Record<'GET' | 'POST' | 'PUT' | 'DELETE', Call>

/** A meeting that goes on now, as those who look after the platform see it. */
export interface LiveRoom extends Named {
  establishment: string | null
  owner: Named
  status: 'OPENING' | 'OPEN' | 'CLOSING' | 'CLOSED'
  openedBy: Named | null
  since: string | null
  people: number | null
  moderators: number | null
  /** The stream's state; null: there is none. */
  stream: string | null
}

export interface OpsInvitation {
  id: string
  room: Named
  by: Named
  sentAt: string
  subject: string
  counts: InvitationCounts
}

export interface AuditLine {
  line: number
  at: string
  who: string | null
  what: string
  result: 'DONE' | 'REFUSED'
  as: string | null
  address: string | null
  room: string | null
  establishment: string | null
  detail: string
}

export interface AuditQuestion {
  who: string
  what: string
  room: string
  from: string
  to: string
}

export interface Rules {
  publicLinks: boolean
  externalInvitations: boolean
  openRooms: number | null
  streamHosts: string[]
}

export interface EstablishmentRules extends Rules {
  version: number
}

export interface Establishment {
  code: string
  name: string
}
