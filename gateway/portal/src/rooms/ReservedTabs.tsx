import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useRoomNews } from '../live/useRoomNews'
import { areReserved, settle, subscribe } from './conferenceTabs'
import { roomsQuery, useRoomsAgain } from './queries'

/** Sends reserved tabs on, wherever in the portal one has gone meanwhile. */
export function ReservedTabs() {
  return useSyncExternalStore(subscribe, areReserved) && <Settling />
}

function Settling() {
  useRoomNews()
  const { every } = useRoomsAgain()
  const { data } = useQuery({
    ...roomsQuery(useQueryClient()),
    staleTime: Infinity, // the news keep it true
    refetchInterval: every,
    refetchIntervalInBackground: true, // the reserved tab is in front of this one
  })
  useEffect(() => settle(data ?? []), [data])
  return null
}
