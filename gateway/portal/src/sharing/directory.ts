import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { FoundGroup, FoundPerson } from '../api/shapes'

export type FoundKind = 'GROUP' | 'PERSON' | 'FAVOURITE' | 'ADDRESS'

/** Whom a search found, or an address that was typed. */
export interface Found {
  kind: FoundKind
  id: string
  name: string
  /** What tells two of the same name apart. */
  about: string
  profile: string | null
  /** How many people this stands for. */
  size: number
  /** How many of them are pupils. */
  pupils: number
  left: boolean
}

export const LETTERS = 2
const DEBOUNCE = 250

export function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}:${id}`
}

export function personFound(person: FoundPerson, t: TFunction): Found {
  const { id, name, profile, establishment, left } = person
  const about = [
    left && t('directory.left'),
    profile && t(`profile.${profile}`, profile),
    establishment,
  ]
  return {
    kind: 'PERSON',
    id,
    name,
    about: about.filter(Boolean).join(' · '),
    profile,
    size: 1,
    pupils: profile === 'PUPIL' ? 1 : 0,
    left,
  }
}

export function groupFound(
  { id, name, size, pupils, establishment }: FoundGroup,
  t: TFunction,
): Found {
  const about = [
    t('directory.size', { count: size }),
    pupils > 0 && t('directory.ofWhomPupils', { count: pupils }),
    establishment,
  ]
  return {
    kind: 'GROUP',
    id,
    name,
    about: about.filter(Boolean).join(' · '),
    profile: null,
    size,
    pupils,
    left: false,
  }
}

/** An electronic address, as far as one can tell by looking at it. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/.test(text)
}

export function addressFound(text: string, t: TFunction): Found {
  return {
    kind: 'ADDRESS',
    id: text.toLowerCase(),
    name: text,
    about: t('directory.external'),
    profile: null,
    size: 1,
    pupils: 0,
    left: false,
  }
}

/** As many as the directory tells at once. */
const MOST = 50

/** What the directory knows of these letters, once typing has settled: the first of them, or as many as it tells. */
export function useDirectory(search: string, asManyAsPossible: boolean) {
  const { t } = useTranslation()
  const enabled = search.length >= LETTERS
  const { data, isError, isFetching } = useQuery({
    queryKey: ['directory', search, asManyAsPossible],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/directory', {
          params: { query: { search, ...(asManyAsPossible && { limit: MOST }) } },
          signal,
        }),
      ),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const known = enabled ? data : undefined
  return {
    groups: (known?.groups ?? []).map((group) => groupFound(group, t)),
    people: (known?.people ?? []).map((person) => personFound(person, t)),
    favourites: (known?.favourites ?? []).map(({ id, name, size }): Found => ({
      kind: 'FAVOURITE',
      id,
      name,
      about: t('directory.size', { count: size }),
      profile: null,
      size,
      pupils: 0,
      left: false,
    })),
    more: known?.more ?? false,
    /** Since when nothing new was heard of the directory, where that is long. */
    staleSince: known?.stale ? known.asOf : undefined,
    failed: enabled && isError,
    waiting: isFetching,
  }
}

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), DEBOUNCE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
