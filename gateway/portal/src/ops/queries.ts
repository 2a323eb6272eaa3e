import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { answer, api } from '../api/client'
import type { AuditQuestion, Rules } from '../api/shapes'

const EVERY = 10_000
/** What the directory looks for at least. */
export const SHORTEST_SEARCH = 3
/** How many invitations are told at once. */
const PAGE = 50
const rooms = ['ops', 'rooms']
const found = ['ops', 'found rooms']

/** The meetings that go on now, asked for again and again while they are looked at. */
export function useLiveRooms() {
  return useQuery({
    queryKey: rooms,
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/ops/rooms', { signal }))).rooms,
    refetchInterval: EVERY,
  })
}

/** Rooms by their address or their owner's name, closed ones too; only administrators may ask. */
export function useFoundRooms(search: string) {
  return useQuery({
    queryKey: [...found, search],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/ops/all-rooms', { params: { query: { search } }, signal }))).rooms,
    enabled: search.length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  })
}

/** Makes a room that somebody else owns. */
export function useCreatingFor() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { owner: string; name: string }) =>
      answer(api.POST('/api/v1/ops/all-rooms', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: found }),
  })
}

export type Intervention = 'close' | 'stream-stop' | 'delete'

const paths = {
  close: '/api/v1/ops/rooms/{id}/close',
  'stream-stop': '/api/v1/ops/rooms/{id}/stream-stop',
  delete: '/api/v1/ops/rooms/{id}/delete',
} as const satisfies Record<Intervention, string>

export function useIntervening(room: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ what, reason }: { what: Intervention; reason: string }) => {
      await answer(api.POST(paths[what], { params: { path: { id: room } }, body: { reason } }))
    },
    onSuccess: () =>
      Promise.all([rooms, found].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export function useAllInvitations() {
  return useInfiniteQuery({
    queryKey: ['ops', 'invitations'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/ops/invitations', {
          params: { query: { before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ invitations }) =>
      invitations.length === PAGE ? invitations.at(-1)?.sentAt : undefined,
    refetchInterval: EVERY,
  })
}

const letters = ['ops', 'dead-letters']

/** What no service could handle; only administrators may ask. */
export function useDeadLetters() {
  return useInfiniteQuery({
    queryKey: letters,
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/ops/dead-letters', { params: { query: { before: pageParam } }, signal }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ letters, more }) => (more ? letters.at(-1)?.id : undefined),
    refetchInterval: EVERY,
  })
}

/** One of them with what it says, as far as that may be seen. */
export function useDeadLetter(letter: number) {
  return useQuery({
    queryKey: ['ops', 'dead-letter', letter],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/ops/dead-letters/{letter}', { params: { path: { letter } }, signal }),
      ),
    retry: false,
    gcTime: 0,
  })
}

export function useReplaying() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (chosen: number[]) =>
      answer(api.POST('/api/v1/ops/dead-letters/replays', { body: { letters: chosen } })),
    onSettled: () => client.invalidateQueries({ queryKey: letters }),
  })
}

export function useAbandoning(letter: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST('/api/v1/ops/dead-letters/{letter}/abandonment', {
          params: { path: { letter } },
          body: { reason },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: letters }),
  })
}

export function useAudit(question: AuditQuestion) {
  return useInfiniteQuery({
    queryKey: ['ops', 'audit', question],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/v1/ops/audit', {
          params: { query: { ...asked(question), before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ lines, more }) => (more ? lines.at(-1)?.line : undefined),
    placeholderData: keepPreviousData,
  })
}

/** The question as it is asked: whole days, those of the person's clock, and nothing that is empty. */
export function asked({
  who,
  what,
  room,
  from,
  to,
}: AuditQuestion): Record<string, string | undefined> {
  const midnight = (day: string, later = 0) => {
    const at = new Date(`${day}T00:00`)
    at.setDate(at.getDate() + later)
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  return {
    who: who.trim() || undefined,
    what: what || undefined,
    room: room.trim() || undefined,
    from: midnight(from),
    to: midnight(to, 1),
  }
}

export function auditFile(question: AuditQuestion): string {
  const parts = Object.entries(asked(question)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const query = new URLSearchParams(parts).toString()
  return `/api/v1/ops/audit.csv${query && `?${query}`}`
}

const establishments = ['ops', 'establishments']

/** The schools one looks after whose names begin so. */
export function useEstablishments(search: string) {
  return useQuery({
    queryKey: [...establishments, search],
    queryFn: ({ signal }) =>
      answer(
        api.GET(
          '/api/v1/ops/establishments',
          {
            params: { query: { search: search || undefined } },
            signal,
          },
        ),
      ),
    placeholderData: keepPreviousData,
  })
}

const of = (code: string) => ({ params: { path: { code } } })

/** One school as it is now; what is being changed must not move. */
export function useEstablishment(code: string) {
  return useQuery({
    queryKey: ['ops', 'rules', code],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/ops/establishments/{code}/rules', {
          ...of(code),
          signal,
        }),
      ),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
}

export function useRuling(code: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Rules & { version: number }) =>
      answer(
        api.PUT('/api/v1/ops/establishments/{code}/rules', {
          ...of(code),
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: establishments }),
  })
}

/** What would be refused by these rules that is allowed now. */
export function useForesight(code: string, rules: Rules) {
  return useQuery({
    queryKey: ['ops', 'rules preview', code, rules],
    queryFn: ({ signal }) =>
      answer(
        api.POST(
          '/api/v1/ops/establishments/{code}/rules/preview',
          { ...of(code), body: rules, signal },
        ),
      ),
    retry: false,
    gcTime: 0,
  })
}

export function useErasure() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(
        api.POST('/api/v1/ops/people/{person}/erasure', { params: { path: { person: id } } }),
      ),
  })
}
