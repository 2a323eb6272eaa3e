import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RoomView } from '../api/shapes'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import { serverNow } from '../ui/time'
import { useDeletion } from './queries'
import { useAction } from './useAction'

const MONTH = 30 * 24 * 3600_000

/** Deletes for good; a room used lately wants its name typed. */
export default function DeleteDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { done } = useAction()
  const deletion = useDeletion(room.id)
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const open = room.status !== 'CLOSED'
  const usedLately = room.lastUsedAt !== null && serverNow() - Date.parse(room.lastUsedAt) < MONTH
  const confirm = () => {
    if (usedLately && typed.trim() !== room.name) {
      setRefused(true)
      document.getElementById('nom-a-saisir')?.focus()
      return
    }
    deletion.mutate(undefined, {
      onSuccess: () => {
        toast(t('delete.done', { name: room.name }))
        void navigate('/salles', { replace: true })
      },
    })
  }
  return (
    <ConfirmDialog
      title={t('delete.title', { name: room.name })}
      confirm={t(open ? 'delete.closeAndDelete' : 'room.delete')}
      busy={deletion.isPending && t('delete.asked')}
      error={deletion.error}
      onCancel={done}
      onConfirm={confirm}
    >
      {open && <Note tone="orange">{t('delete.open')}</Note>}
      <p>{t('delete.text')}</p>
      {room.streaming && <p>{t('delete.videos')}</p>}
      {usedLately && (
        <TextField
          id="nom-a-saisir"
          label={t('delete.type', { name: room.name })}
          value={typed}
          error={refused && typed.trim() !== room.name ? t('delete.typeError') : undefined}
          onChange={setTyped}
        />
      )}
    </ConfirmDialog>
  )
}
