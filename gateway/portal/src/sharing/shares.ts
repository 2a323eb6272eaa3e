import type { Share, ShareList, ShareView } from '../api/shapes'
import { keyOf, type Found } from './directory'

export type Role = Share['role']

/** A person or a group the room is shared with, as it stands in the dialog. */
export interface Row extends Share {
  name: string
  /** What tells two of the same name apart. */
  about: string
  size: number | null
  pupils: number
  left: boolean
  /** The group by which this person already has the same role or a stronger one. */
  through: string | null
}

export interface Editing {
  rows: Row[]
  /** What the changes were made to, by which the server knows a stale one. */
  version: number
}

export function editing(list: ShareList | undefined, about: (share: ShareView) => string): Editing {
  return {
    rows: (list?.shares ?? []).map((share) => rowOf(share, about(share))),
    version: list?.sharesVersion ?? 0,
  }
}

function rowOf(share: ShareView, about: string): Row {
  const { kind, id, role, name, profile, size, pupils, left, through } = share
  return {
    kind,
    id,
    role,
    name,
    about,
    size,
    pupils: pupils ?? (profile === 'PUPIL' ? 1 : 0),
    left,
    through,
  }
}

/** The rows with those found put in, each as a moderator; who is there already stays as he is. */
export function withFound(rows: readonly Row[], found: readonly Found[], owner: string): Row[] {
  const known = new Set([...rows.map(keyOf), `PERSON:${owner}`])
  const added = found.flatMap((each): Row[] => {
    const { id, name, about, size, pupils, left } = each
    if (known.has(keyOf(each)) || left) return []
    known.add(keyOf(each))
    const kind = each.kind === 'GROUP' ? 'GROUP' : 'PERSON'
    return [{ kind, id, role: 'MODERATOR', name, about, size, pupils, left, through: null }]
  })
  return [...rows, ...added]
}

/** What is sent, and by what two lists are told apart. */
export function sharesOf(rows: readonly Share[]): Share[] {
  return rows.map(({ kind, id, role }) => ({ kind, id, role }))
}

export function signature(rows: readonly Share[]): string {
  return rows
    .map((row) => `${keyOf(row)}:${row.role}`)
    .sort()
    .join()
}

export interface Difference {
  key: string
  name: string
  mine: Role | null
  theirs: Role | null
}

/** Who has another role in each list; null: is not in it. */
export function differences(mine: readonly Row[], theirs: readonly Row[]): Difference[] {
  const here = new Map(mine.map((row) => [keyOf(row), row]))
  const there = new Map(theirs.map((row) => [keyOf(row), row]))
  return [...new Map([...here, ...there])]
    .map(([key, { name }]) => ({
      key,
      name,
      mine: here.get(key)?.role ?? null,
      theirs: there.get(key)?.role ?? null,
    }))
    .filter((each) => each.mine !== each.theirs)
}

/** The role a person has by the group named, as far as it is among these rows. */
export function roleThrough(row: Row, rows: readonly Row[]): Role | undefined {
  return rows.find(({ kind, name }) => kind === 'GROUP' && name === row.through)?.role
}

/** At most so many people, the owner among them: some may be in several groups. */
export function atMost(rows: readonly Row[]): number {
  return 1 + rows.reduce((sum, { size }) => sum + (size ?? 1), 0)
}
