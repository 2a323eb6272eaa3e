import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { answer, api } from '../api/client'
import { Problem } from '../api/problem'
import type { ChangedSettings, RoomView, StreamWish } from '../api/shapes'
import { useSilence } from '../live/freshness'
import { refused } from './conferenceTabs'
import { withAll, withRoom } from './rooms'

const key = ['rooms']

export function roomsQuery(client: QueryClient) {
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const { rooms } = await answer(api.GET('/api/v1/rooms', { signal }))
      return withAll(client.getQueryData<RoomView[]>(key) ?? [], rooms)
    },
    staleTime: 30_000,
  })
}

const AFTER_ERROR = 5_000
const WITHOUT_PUSH = 15_000

/** How often the list is asked for: not at all while push tells what changes. */
export function useRoomsAgain(): { every: number | false; silent: boolean } {
  const silent = useSilence()
  const failed = useQuery({ ...roomsQuery(useQueryClient()), enabled: false }).isRefetchError
  return { every: failed ? AFTER_ERROR : silent && WITHOUT_PUSH, silent }
}

export function learn(client: QueryClient, room: RoomView): void {
  const rooms = client.getQueryData<RoomView[]>(key)
  if (rooms === undefined) return
  if (!rooms.some(({ id }) => id === room.id)) void client.cancelQueries({ queryKey: key })
  client.setQueryData<RoomView[]>(key, withRoom(rooms, room), keepingAge(client))
}

export function forget(client: QueryClient, id: string): void {
  const rooms = client.getQueryData<RoomView[]>(key)
  if (rooms === undefined) return
  void client.cancelQueries({ queryKey: key })
  client.setQueryData<RoomView[]>(
    key,
    rooms.filter((room) => room.id !== id),
    keepingAge(client),
  )
}

/** One room's news does not make the rest of the list young. */
function keepingAge(client: QueryClient) {
  return { updatedAt: client.getQueryState(key)?.dataUpdatedAt ?? 0 }
}

export function reload(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: key })
}

/** A change of one room: what the server answers is learned, nothing before that is shown as done. */
function useRoomChange<V>(change: (wish: V) => Promise<{ data?: RoomView }>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: V) => answer(change(wish)),
    onSuccess: (room) => learn(client, room),
  })
}

export function useOpening(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/rooms/{id}/opening', { params: { path: { id } } })),
    onSuccess: (room) => learn(client, room),
    onError: () => refused(id), // heard also when the panel has gone
  })
}

export function useClosing(id: string) {
  return useRoomChange(() =>
    api.DELETE('/api/v1/rooms/{id}/opening', { params: { path: { id } } }),
  )
}

/** A change of the settings; of two people who change them, the second is answered with the first's. */
export function useChange(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ChangedSettings) =>
      answer(api.PUT('/api/v1/rooms/{id}', { params: { path: { id } }, body })),
    onSuccess: (room) => learn(client, room),
    onError: (error) => {
      if (error instanceof Problem && error.current) learn(client, error.current)
    },
  })
}

/** Another public link; the one before opens nothing from then on. */
export function useLinkRenewal(id: string) {
  return useRoomChange(() =>
    api.POST('/api/v1/rooms/{id}/public-link', { params: { path: { id } } }),
  )
}

export function useStreamWish(id: string) {
  return useRoomChange((wanted: StreamWish) =>
    api.PUT('/api/v1/rooms/{id}/stream', { params: { path: { id } }, body: { wanted } }),
  )
}

export function useDeletion(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/rooms/{id}', { params: { path: { id } } })),
    onSuccess: () => forget(client, id),
  })
}

/** Writes to who opened another room of the establishment, where all places are taken. */
export function useAskingPlace(id: string) {
  return useMutation({
    mutationFn: (openRoom: string) =>
      answer(
        api.PUT('/api/v1/rooms/{id}/place-requests/{openRoom}', {
          params: { path: { id, openRoom } },
        }),
      ),
  })
}
