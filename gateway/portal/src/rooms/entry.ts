import type { Policy, RoomView } from '../api/shapes'

interface Say {
  (key: string, params?: Record<string, unknown>): string
}

type Entry = Pick<RoomView, 'access' | 'establishment' | 'guests' | 'waitingRoom'>

/** « Peuvent entrer : les membres du groupe 3B et les personnes invitées ; toutes attendent votre accord. » */
export function whoEnters(room: Entry, t: Say, language: string): string {
  const who = admitted(room, t, language)
  const rest = andThen(room)
  return rest === undefined
    ? t('entry.sentence', { who })
    : t('entry.sentenceAnd', { who, rest: t(`entry.rest.${rest}`) })
}

function andThen({ guests, waitingRoom }: Entry): 'ALL_WAIT' | 'GUESTS_WAIT' | 'GUESTS_ENTER' | undefined {
  if (waitingRoom) return 'ALL_WAIT'
  if (guests === null) return undefined
  return guests.wait ? 'GUESTS_WAIT' : 'GUESTS_ENTER'
}

/** « les membres du groupe 3B et les personnes invitées », as a part of a sentence. */
export function admitted(
  { access, establishment }: Pick<RoomView, 'access'> & Partial<Pick<RoomView, 'establishment'>>,
  t: Say,
  language: string,
): string {
  const policy = policyShown(access.policy, establishment)
  const groups = access.groups.map(({ name }) => name)
  return t(`entry.who.${policy}`, {
    establishment: establishment?.name,
    groups: new Intl.ListFormat(language, { type: 'conjunction' }).format(groups),
    count: groups.length,
  })
}

/** Of a room without establishment nobody can be « of the establishment ». */
function policyShown(policy: Policy, establishment: RoomView['establishment'] | undefined) {
  if (policy !== 'ESTABLISHMENT') return policy
  return establishment ? 'ESTABLISHMENT' : 'THAT_ESTABLISHMENT'
}
