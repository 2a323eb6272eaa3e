import { api } from './client'
import type { InvitationCounts } from './shapes'

// What the services are about to offer; each shape goes when the generated client knows it.

interface Named {
  id: string
  name: string
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
  establishment: { id: string; name: string | null } | null
  owner: Named
  status: 'OPENING' | 'OPEN' | 'CLOSING' | 'CLOSED'
  openedBy: Named
  since: string
  people: number
  moderators: number
  /** The stream's state; null: there is none. */
  stream: string | null
  streamHost: string | null
}

export interface OpsInvitation extends InvitationCounts {
  id: string
  room: string
  roomName: string
  by: Named
  sentAt: string
}

export interface AuditLine {
  line: number
  at: string
  /** Nobody, or somebody without account or erased, where there is none. */
  who: Named | null
  erased: boolean
  as: string | null
  what: string
  result: 'DONE' | 'REFUSED'
  room: string | null
  establishment: string | null
  detail: string
  address: string | null
  trace: string | null
}

/** What the last look at the audit's chain found. */
export interface AuditChain {
  at: string
  lines: number
  intact: boolean
  finding: string
}

export interface Audit {
  lines: AuditLine[]
  more: boolean
  chain: AuditChain | null
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

export interface Establishment extends Named {
  rules: Rules
  /** Whether the rules were set for it; otherwise they are the platform's. */
  own: boolean
  version: number
  openRooms: number
  people: number
  streams: number
}

export interface Breach {
  room: string
  name: string
  why: 'PUBLIC_LINK' | 'STREAM_HOST' | 'OPEN_ROOMS'
}
