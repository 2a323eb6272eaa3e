import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { answer, api } from '../api/client'
import { useSilence } from '../live/freshness'

const key = (room: string) => ['access requests', room]
const WITHOUT_PUSH = 15_000

/** Asks to be let in; what is answered says nothing of the room. */
export function useAsking(room: string) {
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/rooms/{id}/access-requests', { params: { path: { id: room } } }),
      ),
  })
}

/** Who waits to be let into a room. */
export function useAccessRequests(room: string) {
  const silent = useSilence()
  return useQuery({
    queryKey: key(room),
    queryFn: async ({ signal }) => {
      const { requests } = await answer(
        api.GET('/api/v1/rooms/{id}/access-requests', { params: { path: { id: room } }, signal }),
      )
      return requests
    },
    staleTime: 0,
    refetchInterval: silent && WITHOUT_PUSH,
  })
}

/** Others wait than before; undefined: nobody knows in which rooms. */
export function askAgain(client: QueryClient, room?: string): void {
  void client.invalidateQueries({ queryKey: room === undefined ? ['access requests'] : key(room) })
}

/** Whoever answers a request that somebody else has answered sees that it is gone. */
export function useAnswering(room: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, granted }: { id: string; granted: boolean }) => {
      const params = { path: { id: room, request: id } }
      return answer(
        granted
          ? api.PUT('/api/v1/rooms/{id}/access-requests/{request}/approval', { params })
          : api.DELETE('/api/v1/rooms/{id}/access-requests/{request}', { params }),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: key(room) }),
  })
}
