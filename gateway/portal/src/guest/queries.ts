import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client'
import { Problem } from '../api/problem'
import type { GuestDoorView } from '../api/shapes'
import { latest, pollAgainIn } from '../door/patience'
import { listen } from '../live/shared'
import type { GuestEntry } from './card'

/** The room's door, as it changes: by push, and by a slow question beside it. `gone`: the link opens nothing. */
export function useGuestDoor(token: string, watching: boolean) {
  const client = useQueryClient()
  const [gone, setGone] = useState(false)
  const key = ['guest door', token]
  // once: another pause at each rendering would begin the pause anew, and never end it
  const [every] = useState(() => pollAgainIn(Math.random()))
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const heard = api.GET('/api/v1/guests/{token}', { params: { path: { token } }, signal })
      return latest(client.getQueryData<GuestDoorView>(key), await answer(heard))
    },
    refetchInterval: ({ state }) =>
      watching && !isInvalid(state.error) && every,
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
  const invalid = gone || isInvalid(error)
  const known = data !== undefined
  useEffect(() => {
    if (!watching || invalid || !known) return
    return listen(`/api/v1/guests/${encodeURIComponent(token)}/events`, (news) => {
      if (news.type === 'gone') setGone(true)
      if (news.type === 'door') {
        const { door } = news
        if ('admission' in door) {
          client.setQueryData<GuestDoorView>(['guest door', token], (before) => latest(before, door))
        }
      }
    })
  }, [client, token, watching, invalid, known])
  return { door: data, error, invalid, refetch }
}

function isInvalid(error: Error | null): boolean {
  return error instanceof Problem && [404, 410].includes(error.status)
}

/** Asks whether one would be let in like this; who has an account is not asked for a name. */
export function useKnocking(token: string, member: boolean) {
  const params = { path: { token } }
  return useMutation({
    mutationFn: ({ name, ...asked }: GuestEntry) =>
      answer(
        member
          ? api.POST('/api/v1/me/public-links/{token}/check', { params, body: asked })
          : api.POST('/api/v1/guests/{token}/check', { params, body: { name, ...asked } }),
      ),
  })
}
