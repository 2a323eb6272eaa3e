import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { toast } from '../ui/news'
import { useClosing } from './queries'
import { useAction } from './useAction'

/** Asks before everybody is sent away, with the numbers as they are now. */
export default function CloseDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const closing = useClosing(room.id)
  const over = room.status === 'CLOSED' || room.status === 'CLOSING'
  useEffect(() => {
    if (!over) return
    if (room.status === 'CLOSED') toast(t('close.already')) // ours would be « closing » first
    done()
  }, [over]) // once, when it is over
  if (over) return null
  const { people, moderators } = room.opening ?? {}
  return (
    <ConfirmDialog
      title={t('close.title', { name: room.name })}
      confirm={t('room.close')}
      busy={closing.isPending && t('close.asked')}
      error={closing.error}
      onCancel={done}
      onConfirm={() => closing.mutate(undefined)}
    >
      <p>
        {people === undefined
          ? t('close.unknown')
          : people === 0
            ? t('close.nobody')
            : t('close.people', {
                count: people,
                moderators: t('room.moderators', { count: moderators }),
              })}
      </p>
      {room.stream?.state === 'LIVE' && <p>{t('close.stream')}</p>}
    </ConfirmDialog>
  )
}
