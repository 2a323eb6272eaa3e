import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client'
import type { FavouriteBody, FavouriteView, Share, SharesBody } from '../api/shapes'
import { learn } from '../rooms/queries'
import { sharesOf } from './shares'

export function useShares(id: string) {
  return useQuery({
    queryKey: ['shares', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/rooms/{id}/shares', { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false, // what is being changed must not move
  })
}

export function useSharing(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SharesBody) =>
      answer(api.PUT('/api/v1/rooms/{id}/shares', { params: { path: { id } }, body })),
    onSuccess: (room) => learn(client, room),
  })
}

const SETTLED_AFTER = 250

/** What saving would mean, counted by the server; that of the list before while it counts. */
export function useSharesEffect(
  id: string,
  rows: readonly Share[],
  sharesVersion: number,
  enabled: boolean,
) {
  const shares = sharesOf(rows)
  const wanted = JSON.stringify(shares)
  const [settled, setSettled] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), SETTLED_AFTER)
    return () => clearTimeout(timer)
  }, [wanted])
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['shares effect', id, settled],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/v1/rooms/{id}/shares/effect', {
          params: { path: { id } },
          body: { shares: JSON.parse(settled) as Share[], sharesVersion },
          signal,
        }),
      ),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  return isPlaceholderData || settled !== wanted ? undefined : data
}

const favourites = ['favourites']

const favouritesQuery = queryOptions({
  queryKey: favourites,
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/favourites', { signal }))).favourites,
})

export function useFavourites() {
  return useQuery(favouritesQuery)
}

/** Looks a favourite up; asks for the list if it is not here yet. */
export function useFavouriteFinder(): (id: string) => Promise<FavouriteView | undefined> {
  const client = useQueryClient()
  return async (id) =>
    (await client.ensureQueryData(favouritesQuery)).find((each) => each.id === id)
}

function useFavouriteChange<V>(change: (wish: V) => Promise<{ data?: unknown }>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: V) => answer(change(wish)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: favourites })
      void client.invalidateQueries({ queryKey: ['directory'] })
    },
  })
}

export function useKeeping() {
  return useFavouriteChange((body: FavouriteBody) => api.POST('/api/v1/favourites', { body }))
}

export function useDropping() {
  return useFavouriteChange((favourite: string) =>
    api.DELETE('/api/v1/favourites/{favourite}', { params: { path: { favourite } } }),
  )
}
