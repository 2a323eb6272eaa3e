import type { GuestDoorView } from '../api/shapes'

/** What a guest tells at the door. */
export interface GuestEntry {
  name: string
  code?: string
  consent?: boolean
}

export interface Card {
  name: string
  code: string
  consent: boolean
}

export const fields = ['name', 'code', 'consent'] as const
export type CardField = (typeof fields)[number]

const NAME = { least: 2, most: 60 }

/** The key of each message; empty when one may knock. */
export function faults(
  card: Card,
  door: GuestDoorView,
  member = false,
): Partial<Record<CardField, string>> {
  const found: Partial<Record<CardField, string>> = {}
  const length = [...card.name.trim()].length
  // an account's name is what it is
  if (!member && (length < NAME.least || length > NAME.most)) found.name = 'guest.nameWrong'
  if (door.codeNeeded && card.code.trim() === '') found.code = 'guest.codeEmpty'
  if (door.streamed && !card.consent) found.consent = 'guest.consentNeeded'
  return found
}

/** What is told at the door: only what it asks for. */
export function entryOf(card: Card, door: GuestDoorView): GuestEntry {
  return {
    name: card.name.trim(),
    ...(door.codeNeeded && { code: card.code.trim() }),
    ...(door.streamed && { consent: card.consent }),
  }
}

/** Whether what was told still answers what the door asks: it may ask for more by now. */
export function stillAnswers(entry: GuestEntry, door: GuestDoorView): boolean {
  return (!door.streamed || entry.consent === true) && (!door.codeNeeded || entry.code !== undefined)
}
