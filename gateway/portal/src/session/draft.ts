import { useState } from 'react'

/**
 * What is being typed, kept in the tab: a sign-in in between loses nothing. The third value forgets it.
 * Never for secrets.
 */
export function useDraft<T>(
  name: string,
  initial: T,
): [draft: T, change: (draft: T) => void, forget: () => void] {
  const key = `draft:${name}`
  const [draft, setDraft] = useState<T>(() => restored(key) ?? initial)
  const change = (next: T) => {
    setDraft(next)
    sessionStorage.setItem(key, JSON.stringify(next))
  }
  return [draft, change, () => sessionStorage.removeItem(key)]
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
