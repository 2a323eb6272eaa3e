import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { useStreamWish } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { ConfirmDialog } from '../ui/ConfirmDialog'

/**
 * « Terminer la diffusion » disconnects: viewers see the end. So does « Arrêter le stream » where the room
 * is set to it.
 */
export default function EndDialog({ room, by }: { room: RoomView; by: 'STOP' | 'END' }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const wish = useStreamWish(room.id)
  const stops = by === 'STOP'
  return (
    <ConfirmDialog
      title={t(stops ? 'stream.stopTitle' : 'stream.endTitle')}
      confirm={t(stops ? 'stream.action.STOP' : 'stream.end')}
      busy={wish.isPending && t(`stream.asked.${by}`)}
      error={wish.error}
      onCancel={done}
      onConfirm={() => wish.mutate(stops ? 'PAUSED' : 'ENDED', { onSuccess: done })}
    >
      <p>{t('stream.endText')}</p>
    </ConfirmDialog>
  )
}
