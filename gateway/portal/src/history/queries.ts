import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api/client'
import type { RoomView } from '../api/shapes'

/** Asked again when the room opens or closes, and when its stream starts or ends. */
function moment({ status, opening, stream }: RoomView): string {
  return [status, opening?.id, stream?.run, stream?.state].join(' ')
}

const page = (id: string, before: string | undefined, signal: AbortSignal) =>
  answer(
    api.GET('/api/v1/rooms/{id}/history', {
      params: { path: { id }, query: before === undefined ? {} : { before } },
      signal,
    }),
  )

/** The latest openings. */
export function latestQuery(room: RoomView) {
  return queryOptions({
    queryKey: ['latest openings', room.id, moment(room)],
    queryFn: ({ signal }) => page(room.id, undefined, signal),
    staleTime: 60_000,
  })
}

/** All openings, page by page into the past. */
export function historyQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['history', id],
    queryFn: ({ pageParam, signal }) => page(id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ openings, more }) => (more ? openings.at(-1)?.requestedAt : undefined),
    staleTime: 0,
  })
}
