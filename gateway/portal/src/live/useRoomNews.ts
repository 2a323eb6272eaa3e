import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askAgain } from '../access/queries'
import { learnOfInvitation } from '../inviting/progress'
import { forget, learn, reload } from '../rooms/queries'
import { learnOfVacancy } from '../rooms/vacancies'
import { askWhoIAmAgain } from '../session/session'
import type { News } from './connection'
import { heard } from './freshness'
import { listen } from './shared'

/** Keeps the list of rooms as the server tells it. */
export function useRoomNews(): void {
  const client = useQueryClient()
  useEffect(() => {
    const on = (news: News) => {
      heard()
      switch (news.type) {
        case 'room':
          return learn(client, news.room)
        case 'gone':
          return forget(client, news.id)
        case 'reset':
          askAgain(client)
          askWhoIAmAgain(client)
          return void reload(client)
        case 'invitation':
          return learnOfInvitation(client, news.invitation)
        case 'access':
          return askAgain(client, news.room)
        case 'vacancy':
          return learnOfVacancy(client, news.vacancy)
        case 'door':
        case 'alive':
          return
      }
    }
    return listen('/api/v1/events', on)
  }, [client])
}
