import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { lastHeard, LOST_AFTER } from '../live/freshness'
import { roomsQuery, useRoomsAgain } from '../rooms/queries'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { timeOfDay, useNow } from '../ui/time'

/** Says so when what is shown may be old; it is asked for again by itself. The seconds tick unread. */
export function ConnectionBanner() {
  const { t, i18n } = useTranslation()
  const { dataUpdatedAt, errorUpdatedAt, isFetching, isRefetchError, refetch } = useQuery(
    roomsQuery(useQueryClient()),
  )
  const { every } = useRoomsAgain()
  useNow(1_000)
  const freshAt = Math.max(dataUpdatedAt, lastHeard())
  const lost = isRefetchError || Date.now() - freshAt > LOST_AFTER
  if (dataUpdatedAt === 0 || !lost) return null
  const next = Math.max(dataUpdatedAt, errorUpdatedAt) + (every || 0)
  const seconds = Math.max(0, Math.ceil((next - Date.now()) / 1000))
  return (
    <Note tone="orange">
      <p role="status">{t('shell.lost', { time: timeOfDay(freshAt, i18n.language) })}</p>
      <p role="timer">
        {isFetching || seconds === 0 ? t('shell.retrying') : t('shell.retryIn', { seconds })}
      </p>
      <div>
        <Button size="small" icon="refresh" onClick={() => void refetch()}>
          {t('shell.refresh')}
        </Button>
      </div>
    </Note>
  )
}
