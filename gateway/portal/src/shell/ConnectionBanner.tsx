import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { lastHeard, LOST_AFTER } from '../live/freshness'
import { roomsQuery } from '../rooms/queries'
import { Note } from '../ui/Note'
import { timeOfDay, useNow } from '../ui/time'

/** Says so when what is shown may be old; it is asked for again by itself. */
export function ConnectionBanner() {
  const { t, i18n } = useTranslation()
  const { dataUpdatedAt, isRefetchError } = useQuery(roomsQuery(useQueryClient()))
  useNow(5_000)
  const freshAt = Math.max(dataUpdatedAt, lastHeard())
  const lost = isRefetchError || Date.now() - freshAt > LOST_AFTER
  if (dataUpdatedAt === 0 || !lost) return null
  return (
    <Note tone="orange" role="status">
      {t('shell.lost', { time: timeOfDay(freshAt, i18n.language) })}
    </Note>
  )
}
