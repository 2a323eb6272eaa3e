import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { useStreamWish } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { ConfirmDialog } from '../ui/ConfirmDialog'

/** « Terminer la diffusion » disconnects: viewers see the end. */
export default function EndDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const wish = useStreamWish(room.id)
  return (
    <ConfirmDialog
      title={t('stream.endTitle')}
      confirm={t('stream.end')}
      busy={wish.isPending && t('stream.asked.END')}
      error={wish.error}
      onCancel={done}
      onConfirm={() => wish.mutate('ENDED', { onSuccess: done })}
    >
      <p>{t('stream.endText')}</p>
    </ConfirmDialog>
  )
}
