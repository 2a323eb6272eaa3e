import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api, idempotencyKeys } from '../api/client'
import type { InvitationBody, InvitationView, MeetingBody } from '../api/shapes'
import { useSilence } from '../live/freshness'
import { configQuery } from '../session/session'
import { invitationKey, newest, sentKey } from './progress'

const MOST = 200

/** How many may be written to at once, and whether people without account may be. */
export function useLimits(): { most: number; external: boolean } {
  const { data } = useQuery(configQuery)
  return data?.invitations ?? { most: MOST, external: false }
}

const of = (room: string) => ({ params: { path: { id: room } } })
const ofOne = (room: string, id: string) => ({ params: { path: { id: room, invitation: id } } })

function learn(client: QueryClient, room: string, invitation: InvitationView): void {
  client.setQueryData(invitationKey(room, invitation.id), invitation)
  void client.invalidateQueries({ queryKey: sentKey(room) })
}

export function useInvitation(room: string) {
  const client = useQueryClient()
  const [keys] = useState(idempotencyKeys)
  return useMutation({
    mutationFn: (body: InvitationBody) =>
      answer(
        api.POST('/api/v1/rooms/{id}/invitations', {
          ...of(room),
          body,
          headers: keys(body),
        }),
      ),
    onSuccess: (sent) => learn(client, room, sent),
  })
}

/** The message as the server would send it, and to how many. */
export function usePreview(room: string, body: InvitationBody, enabled: boolean) {
  return useQuery({
    queryKey: ['invitation preview', room, body],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/v1/rooms/{id}/invitations/preview', {
          ...of(room),
          body,
          signal,
        }),
      ),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
}

/** What became of one invitation, live. */
export function useSending(room: string, sent: InvitationView): InvitationView {
  const client = useQueryClient()
  const silent = useSilence()
  const key = invitationKey(room, sent.id)
  const { data } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const fetched = await answer(
        api.GET('/api/v1/rooms/{id}/invitations/{invitation}', {
          ...ofOne(room, sent.id),
          signal,
        }),
      )
      return newest(client.getQueryData(key), fetched)
    },
    initialData: sent,
    staleTime: sent.recipients ? 5_000 : 0,
    // news comes by itself; asked for only while none can
    refetchInterval: ({ state }) =>
      state.data?.counts.pending ? (silent ? 5_000 : 15_000) : false,
  })
  return data
}

export function useSent(room: string) {
  return useQuery({
    queryKey: sentKey(room),
    queryFn: async ({ signal }) => {
      const { invitations } = await answer(
        api.GET('/api/v1/rooms/{id}/invitations', {
          ...of(room),
          signal,
        }),
      )
      return invitations
    },
  })
}

function useInvitationChange<V>(
  room: string,
  change: (wish: V) => Promise<{ data?: InvitationView }>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: V) => answer(change(wish)),
    onSuccess: (invitation) => learn(client, room, invitation),
  })
}

export function useSendingAgain(room: string, id: string) {
  return useInvitationChange(room, () =>
    api.POST('/api/v1/rooms/{id}/invitations/{invitation}/retries', ofOne(room, id)),
  )
}

export function useMoving(room: string, id: string) {
  return useInvitationChange(room, (body: MeetingBody) =>
    api.PUT('/api/v1/rooms/{id}/invitations/{invitation}/meeting', {
      ...ofOne(room, id),
      body,
    }),
  )
}

export function useCallingOff(room: string, id: string) {
  return useInvitationChange(room, () =>
    api.DELETE('/api/v1/rooms/{id}/invitations/{invitation}/meeting', ofOne(room, id)),
  )
}
