import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { RoomView } from '../api/shapes'
import { useChange } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { toast } from '../ui/news'
import { TypingDialog } from '../ui/TypingDialog'
import { differences, draftOf, settingsOf, type Draft } from './checks'
import { Conflict } from './Conflict'
import { RoomForm } from './RoomForm'

interface Editing {
  draft: Draft
  /** What the changes were made to, and its number, by which the server knows a stale one. */
  base: Draft
  version: number
}

/** « Modifier »: two people who change the same room are shown both values. */
export default function EditDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const start = editing(room)
  const [{ draft, base, version }, setEditing, forgetDraft] = useDraft(`modifier-${room.id}`, start)
  const [streamKey, setStreamKey] = useState('')
  const change = useChange(room.id)
  const current = change.error instanceof Problem ? change.error.current : undefined
  /** What was refused is told until something is changed. */
  const edited =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      if (change.isError) change.reset()
    }
  const leave = () => {
    forgetDraft()
    done()
  }
  const save = (settingsVersion: number) =>
    change.mutate(
      { ...settingsOf(draft, streamKey), settingsVersion },
      {
        onSuccess: () => {
          toast(t('settings.changed'))
          leave()
        },
      },
    )
  return (
    <TypingDialog
      title={t('settings.editTitle', { name: base.name })}
      changed={differences(draft, base).length > 0 || streamKey !== ''}
      onLeave={leave}
    >
      {(ask) =>
        current ? (
          <Conflict
            mine={draft}
            theirs={draftOf(current)}
            keyTyped={draft.streams && streamKey.trim() !== ''}
            keyStored={current.streaming?.keyStored ?? false}
            busy={change.isPending}
            onKeepMine={() => save(current.settingsVersion)}
            onTakeTheirs={() => {
              setEditing(editing(current))
              setStreamKey('')
              change.reset()
            }}
          />
        ) : (
          <RoomForm
            draft={draft}
            streamKey={streamKey}
            room={room.id}
            keyStored={room.streaming?.keyStored ?? false}
            open={room.status === 'OPEN'}
            submit={t('settings.save')}
            busy={change.isPending && t('settings.saving')}
            error={change.error}
            onDraft={edited((next: Draft) => setEditing({ draft: next, base, version }))}
            onStreamKey={edited(setStreamKey)}
            onCancel={ask}
            onSubmit={() => save(version)}
          />
        )
      }
    </TypingDialog>
  )
}

function editing(room: RoomView): Editing {
  const draft = draftOf(room)
  return { draft, base: draft, version: room.settingsVersion }
}
