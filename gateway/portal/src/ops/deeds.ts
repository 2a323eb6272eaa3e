import type { TFunction } from 'i18next'

/** What the audit says was done or tried, by its codes. */
const deeds = [
  'CREATE',
  'CHANGE',
  'SHARE',
  'DELETE',
  'SEE',
  'SEE_HISTORY',
  'OPEN',
  'CLOSE',
  'JOIN',
  'ENTER_AS_GUEST',
  'ENTER_AS_VIEWER',
  'ENTER_AS_MODERATOR',
  'START_STREAM',
  'STOP_STREAM',
  'STREAM',
  'STREAM_LIVE',
  'STREAM_ENDED',
  'INVITE',
  'ASK_ACCESS',
  'GRANT_ACCESS',
  'REFUSE_ACCESS',
  'ASK_PLACE',
  'FIND',
  'LIST_RUNNING_ROOMS',
  'FIND_ROOMS',
  'LIST_INVITATIONS',
  'LIST_ESTABLISHMENTS',
  'SEE_RULES',
  'SET_RULES',
  'READ_AUDIT',
  'EXPORT_AUDIT',
  'EXPORT_PERSON',
  'ERASE_PERSON',
  'LIST_DEAD_LETTERS',
  'READ_DEAD_LETTER',
  'REPLAY_DEAD_LETTER',
  'ABANDON_DEAD_LETTER',
] as const

/** Each with its name, in the order of the names. */
export function namedDeeds(t: TFunction, language: string): [string, string][] {
  return deeds
    .map((code): [string, string] => [code, t(`ops.deed.${code}`)])
    .sort(([, a], [, b]) => a.localeCompare(b, language))
}
