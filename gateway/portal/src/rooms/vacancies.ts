import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { answer, api } from '../api/client'
import type { RoomView, VacancyNews } from '../api/shapes'
import { toast } from '../ui/news'
import { roomsQuery } from './queries'

/** `tried`: somebody asked for it since, so that it is no news any more. */
type Heard = VacancyNews & { tried?: boolean }

const key = ['vacancies']
const heard = {
  queryKey: key,
  queryFn: (): Heard[] => [],
  initialData: (): Heard[] => [],
  enabled: false, // they are told, never asked for
  gcTime: Infinity,
}

/** A screen that lost its line may be told twice; people hear it once. */
export function learnOfVacancy(client: QueryClient, vacancy: VacancyNews): void {
  const known = client.getQueryData<Heard[]>(key) ?? []
  const before = known.find(({ establishment }) => establishment === vacancy.establishment)
  if (before !== undefined && before.at >= vacancy.at) return
  client.setQueryData<Heard[]>(key, [...known.filter((other) => other !== before), vacancy])
  const rooms = client.getQueryData(roomsQuery(client).queryKey)
  const name = rooms?.find(({ id }) => id === vacancy.room)?.name
  toast(name === undefined ? i18next.t('vacancy.free') : i18next.t('vacancy.freeFor', { name }))
}

/** The place that came free where the room belongs, until somebody tries to take it. */
export function useVacancy(room: RoomView) {
  const client = useQueryClient()
  const { data } = useQuery(heard)
  const vacancy = data.find(
    ({ establishment, tried }) => establishment === room.establishment?.id && !tried,
  )
  const onTry = () =>
    client.setQueryData<Heard[]>(key, (all = []) =>
      all.map((each) => (each === vacancy ? { ...each, tried: true } : each)),
    )
  return { vacancy, onTry }
}

/** Wants to be told when the room could be opened. */
export function useVacancyWatch(id: string) {
  return useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/v1/rooms/{id}/vacancy-watch', { params: { path: { id } } })),
  })
}
