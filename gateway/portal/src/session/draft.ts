import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from './session'

/**
 * What is being typed, kept in the tab for who types it: a sign-in in between loses nothing. The third value
 * forgets it. Never for secrets.
 */
export function useDraft<T>(
  name: string,
  initial: T,
): [draft: T, change: (draft: T) => void, forget: () => void] {
  const key = draftsOf(useQueryClient().getQueryData(sessionQuery.queryKey)?.id) + name
  const [draft, setDraft] = useState<T>(() => restored(key) ?? initial)
  const change = (next: T) => {
    setDraft(next)
    sessionStorage.setItem(key, JSON.stringify(next))
  }
  return [draft, change, () => sessionStorage.removeItem(key)]
}

/** Throws away what others were typing in this tab: computers are shared. */
export function forgetDraftsOfOthers(person: string): void {
  const others = Object.keys(sessionStorage).filter(
    (key) => key.startsWith('draft:') && !key.startsWith(draftsOf(person)),
  )
  for (const key of others) sessionStorage.removeItem(key)
}

/** What their keys begin with; guests have no id. */
function draftsOf(person = ''): string {
  return `draft:${encodeURIComponent(person)}:`
}

function restored<T>(key: string): T | undefined {
  const kept = sessionStorage.getItem(key)
  if (kept === null) return undefined
  try {
    return JSON.parse(kept) as T
  } catch {
    return undefined
  }
}
