import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Problem } from '../api/problem'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { useNow } from '../ui/time'
import { release, reserve, settle, taken } from './conferenceTabs'
import { JoinForm } from './JoinForm'
import css from './PrimaryActions.module.css'
import { reload, useClosing, useOpening } from './queries'
import { useAction } from './useAction'

const SLOW = 10_000

/** Open, join, close: one main thing to do in each state. */
export function PrimaryActions({ room }: { room: RoomView }) {
  switch (room.status) {
    case 'CLOSED':
    case 'OPENING':
    case 'OPEN':
      return <OpenOrJoin room={room} />
    case 'CLOSING':
      return <Closing />
  }
}

function OpenOrJoin({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const opening = useOpening(room.id)
  const [notice, setNotice] = useState<string>()
  const join = useRef<HTMLButtonElement>(null)
  const open = () => {
    const given = reserve(room.id, room.name, t('room.tabWaits', { name: room.name }))
    setNotice(given ? undefined : t('room.tabBlocked'))
    opening.mutate(undefined, {
      onSuccess: (answered) => {
        const by = answered.opening?.by
        if (by !== undefined && me !== undefined && by.id !== me.id) {
          release(room.id)
          setNotice(t('room.openedFirst', { name: by.name }))
        } else {
          taken(room.id)
          settle([answered])
        }
      },
      onError: (error) => {
        release(room.id)
        setNotice(undefined)
        if (error instanceof Problem && [403, 404].includes(error.status)) void reload(client)
      },
    })
  }
  const isOpen = room.status === 'OPEN'
  useEffect(() => {
    if (isOpen && notice !== undefined) join.current?.focus()
  }, [isOpen, notice])
  return (
    <div className={css.primary}>
      {isOpen && notice && (
        <Note tone="orange" role="status">
          {notice}
        </Note>
      )}
      {room.status === 'CLOSED' && !opening.isPending && <Failure room={room} />}
      {opening.isError && <ProblemNote error={opening.error} />}
      <div className={css.row}>
        {isOpen ? (
          <OpenRoom room={room} join={join} />
        ) : (
          <Button
            id="ouvrir"
            tone="primary"
            icon="phone"
            busy={room.status === 'OPENING' || opening.isPending ? t('room.opening') : false}
            onClick={open}
          >
            {t('room.open')}
          </Button>
        )}
        {room.status === 'OPENING' && <Cancel room={room} />}
      </div>
    </div>
  )
}

function OpenRoom({ room, join }: { room: RoomView; join: React.Ref<HTMLButtonElement> }) {
  const { t } = useTranslation()
  const { ask } = useAction()
  return (
    <>
      <JoinForm room={room.id} button={join} />
      <Button icon="phoneOff" onClick={() => ask('fermer')}>
        {t('room.close')}
      </Button>
    </>
  )
}

/** After ten seconds an opening may be called off: then it has happened for all or for nobody. */
function Cancel({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const closing = useClosing(room.id)
  const requested = Date.parse(room.opening?.requestedAt ?? '')
  const slow = useNow() - requested > SLOW
  if (!slow) return null
  return (
    <>
      <Button busy={closing.isPending && t('room.cancelling')} onClick={() => closing.mutate(undefined)}>
        {t('common.cancel')}
      </Button>
      <p className={css.slow} role="status">
        {t('room.slow')}
      </p>
      {closing.isError && <ProblemNote error={closing.error} />}
    </>
  )
}

/** Why the last opening came to nothing. */
function Failure({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  if (room.failure === null) return null
  return room.failure.reason === 'CANCELLED' ? (
    <Note tone="grey">{t('room.failure.CANCELLED')}</Note>
  ) : (
    <Note tone="red" role="alert">
      {t(`room.failure.${room.failure.reason}`)}
    </Note>
  )
}

function Closing() {
  const { t } = useTranslation()
  return (
    <div className={css.primary}>
      <div className={css.row}>
        <Button busy={t('room.closing')} />
      </div>
    </div>
  )
}
