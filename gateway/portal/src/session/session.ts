import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client'
import { Problem, problemOf } from '../api/problem'
import { wayBack } from '../guest/wayBack'
import { signIn } from './signIn'

export interface Session {
  id: string
  name: string
}

/** Who is signed in; whoever is not leaves for the sign-in page, guests of a conference for its link. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session> => {
    const session = await whoIsThere(signal)
    if (session === null) {
      leave()
      return new Promise(() => {}) // the page is being left: nothing more to show
    }
    return session
  },
  staleTime: 60_000,
})

function leave(): void {
  const link = wayBack.find()
  if (link !== undefined && location.pathname.startsWith('/salles/')) {
    location.replace(`/p/${encodeURIComponent(link)}${location.search}`)
  } else signIn()
}

/** Who is signed in, on pages that are for everybody; null: nobody. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: ({ signal }) => whoIsThere(signal),
  staleTime: 60_000,
})

async function whoIsThere(signal: AbortSignal): Promise<Session | null> {
  const response = await fetch('/session', { signal }).catch(() => {
    throw new Problem(0)
  })
  if (response.status === 401) return null
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Session
}

/** What the portal must know before it asks. Asked again by tabs that one comes back to: rules change. */
export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/config', { signal })),
  staleTime: 60_000,
})

const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/me', { signal })),
  staleTime: 60_000,
})

/** Rights and rules may be others than before. */
export function askWhoIAmAgain(client: QueryClient): void {
  for (const { queryKey } of [meQuery, configQuery]) void client.invalidateQueries({ queryKey })
}

/** What the person may do; unknown until answered. */
export function useMe() {
  return useQuery(meQuery).data
}
