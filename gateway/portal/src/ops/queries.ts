import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  awaited,
  type AuditLine,
  type AuditQuestion,
  type Establishment,
  type EstablishmentRules,
  type LiveRoom,
  type OpsInvitation,
  type Rules,
} from '../api/awaited'
import { answer } from '../api/client'

const EVERY = 10_000
const rooms = ['ops', 'rooms']

/** The meetings that go on now, asked for again and again while they are looked at. */
export function useLiveRooms() {
  return useQuery({
    queryKey: rooms,
    queryFn: async ({ signal }) =>
      (await answer(awaited.GET<{ rooms: LiveRoom[] }>('/api/v1/ops/rooms', { signal }))).rooms,
    refetchInterval: EVERY,
  })
}

export type Intervention = 'close' | 'stream-stop'

export function useIntervening(room: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ what, reason }: { what: Intervention; reason: string }) =>
      answer(awaited.POST(`/api/v1/ops/rooms/{id}/${what}`, { params: { path: { id: room } }, body: { reason } })),
    onSuccess: () => client.invalidateQueries({ queryKey: rooms }),
  })
}

export function useAllInvitations() {
  return useInfiniteQuery({
    queryKey: ['ops', 'invitations'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        awaited.GET<{ invitations: OpsInvitation[]; more: boolean }>('/api/v1/ops/invitations', {
          params: { query: { before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ invitations, more }) => (more ? invitations.at(-1)?.sentAt : undefined),
    refetchInterval: EVERY,
  })
}

export function useAudit(question: AuditQuestion) {
  return useInfiniteQuery({
    queryKey: ['ops', 'audit', question],
    queryFn: ({ signal, pageParam }) =>
      answer(
        awaited.GET<{ lines: AuditLine[]; more: boolean }>('/api/v1/ops/audit', {
          params: { query: { ...asked(question), before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ lines, more }) => (more ? String(lines.at(-1)?.line) : undefined),
    placeholderData: keepPreviousData,
  })
}

/** The question as it is asked: whole days, those of the person's clock, and nothing that is empty. */
export function asked({ who, what, room, from, to }: AuditQuestion): Record<string, string | undefined> {
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
  const parts = Object.entries(asked(question)).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const query = new URLSearchParams(parts).toString()
  return `/api/v1/ops/audit.csv${query && `?${query}`}`
}

export function useEstablishments() {
  return useQuery({
    queryKey: ['ops', 'establishments'],
    queryFn: async ({ signal }) =>
      (await answer(awaited.GET<{ establishments: Establishment[] }>('/api/v1/ops/establishments', { signal })))
        .establishments,
  })
}

const rulesKey = (code: string) => ['ops', 'rules', code]
const of = (code: string) => ({ params: { path: { code } } })

export function useRules(code: string) {
  return useQuery({
    queryKey: rulesKey(code),
    queryFn: ({ signal }) =>
      answer(awaited.GET<EstablishmentRules>('/api/v1/ops/establishments/{code}/rules', { ...of(code), signal })),
  })
}

export function useRuling(code: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: EstablishmentRules) =>
      answer(awaited.PUT<EstablishmentRules>('/api/v1/ops/establishments/{code}/rules', { ...of(code), body })),
    onSuccess: (rules) => client.setQueryData(rulesKey(code), rules),
  })
}

/** What would be refused by these rules that is allowed now. */
export function useForesight(code: string, rules: Rules, enabled: boolean) {
  return useQuery({
    queryKey: ['ops', 'rules preview', code, rules],
    queryFn: ({ signal }) =>
      answer(
        awaited.POST<{ wouldBeRefused: unknown[] }>('/api/v1/ops/establishments/{code}/rules/preview', {
          ...of(code),
          body: rules,
          signal,
        }),
      ),
    enabled,
    retry: false,
    gcTime: 0,
  })
}

export function useErasure() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(awaited.POST('/api/v1/ops/people/{id}/erasure', { params: { path: { id } } })),
  })
}
