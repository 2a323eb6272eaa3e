import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer, api, idempotencyKeys } from '../api/client'
import type { RoomSettings } from '../api/shapes'
import { learn } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { useMe } from '../session/session'
import { toast } from '../ui/news'
import { TypingDialog } from '../ui/TypingDialog'
import { differences, newDraft, settingsOf } from './checks'
import { RoomForm } from './RoomForm'

/** « Créer une salle ». */
export default function CreateDialog() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { done } = useAction()
  const fresh = newDraft(useMe())
  const [draft, setDraft, forgetDraft] = useDraft('creer', fresh)
  const [streamKey, setStreamKey] = useState('')
  const creation = useCreation()
  /** What was refused is told until something is changed. */
  const edited =
    <T,>(change: (value: T) => void) =>
    (value: T) => {
      change(value)
      if (creation.isError) creation.reset()
    }
  const leave = () => {
    forgetDraft()
    done()
  }
  return (
    <TypingDialog
      title={t('settings.createTitle')}
      changed={differences(draft, fresh).length > 0 || streamKey !== ''}
      onLeave={leave}
    >
      {(ask) => (
        <RoomForm
          draft={draft}
          streamKey={streamKey}
          keyStored={false}
          submit={t('settings.create')}
          busy={creation.isPending && t('settings.creating')}
          error={creation.error}
          onDraft={edited(setDraft)}
          onStreamKey={edited(setStreamKey)}
          onCancel={ask}
          onSubmit={() =>
            creation.mutate(settingsOf(draft, streamKey), {
              onSuccess: (room) => {
                forgetDraft()
                toast(t('settings.created'))
                void navigate(`/salles/${room.id}`, { state: { focus: 'ouvrir' } })
              },
            })
          }
        />
      )}
    </TypingDialog>
  )
}

function useCreation() {
  const client = useQueryClient()
  const [keys] = useState(idempotencyKeys)
  return useMutation({
    mutationFn: (body: RoomSettings) =>
      answer(api.POST('/api/v1/rooms', { body, headers: keys(body) })),
    onSuccess: (room) => learn(client, room),
  })
}
