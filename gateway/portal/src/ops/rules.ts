import type { Rules } from '../api/shapes'

/** The rules as they are typed: one host a line, nothing where there is no limit. */
export interface RulesDraft {
  openRooms: string
  streamHosts: string
  publicLinks: boolean
  externalInvitations: boolean
}

export function draftOf({
  openRooms,
  streamHosts,
  publicLinks,
  externalInvitations,
}: Rules): RulesDraft {
  return {
    openRooms: openRooms === null ? '' : String(openRooms),
    streamHosts: streamHosts.join('\n'),
    publicLinks,
    externalInvitations,
  }
}

export function rulesOf({
  openRooms,
  streamHosts,
  publicLinks,
  externalInvitations,
}: RulesDraft): Rules {
  return {
    openRooms: openRooms.trim() === '' ? null : Number(openRooms),
    streamHosts: hosts(streamHosts),
    publicLinks,
    externalInvitations,
  }
}

function hosts(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter(Boolean)
}

/** The key of each message; empty when they may be kept. */
export function faultsOf(draft: RulesDraft): { openRooms?: string; streamHosts?: string } {
  const limit = draft.openRooms.trim()
  return {
    ...(!/^\d{0,5}$/.test(limit) && { openRooms: 'ops.rules.openRoomsWrong' }),
    ...(hosts(draft.streamHosts).some(
      (host) => !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host),
    ) && {
      streamHosts: 'ops.rules.streamHostsWrong',
    }),
  }
}
