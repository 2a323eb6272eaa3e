import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { serverNow, useNow } from '../ui/time'
import { JoinForm } from './JoinForm'
import { isFull, OpeningRefused } from './OpeningRefused'
import { TRIES } from './openingTries'
import css from './PrimaryActions.module.css'
import { useClosing } from './queries'
import { useAction } from './useAction'
import { useOpener, type NextTry } from './useOpener'
import { useVacancy } from './vacancies'

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
  const { open, next, stop, notice, error, pending } = useOpener(room)
  const join = useRef<HTMLButtonElement>(null)
  const isOpen = room.status === 'OPEN'
  const { vacancy, onTry } = useVacancy(room)
  const placeFree =
    room.status === 'CLOSED' &&
    !pending &&
    vacancy !== undefined &&
    (error === null ? vacancy.room === room.id : isFull(error))
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
      {room.status === 'CLOSED' && next && <AnotherTry next={next} />}
      {room.status === 'CLOSED' && !next && !pending && !error && <Failure room={room} />}
      {placeFree && (
        <Note tone="blue">
          <p>{t('vacancy.note')}</p>
        </Note>
      )}
      {error !== null && !placeFree && <OpeningRefused room={room} error={error} />}
      <div className={css.row}>
        {isOpen ? (
          <OpenRoom room={room} join={join} />
        ) : (
          <Button
            id="ouvrir"
            tone="primary"
            icon="phone"
            busy={room.status === 'OPENING' || pending || next ? t('room.opening') : false}
            onClick={() => {
              onTry()
              open()
            }}
          >
            {t('room.open')}
          </Button>
        )}
        {room.status === 'CLOSED' && next && <Button onClick={stop}>{t('opening.stop')}</Button>}
        {room.status === 'OPENING' && <Cancel room={room} />}
      </div>
    </div>
  )
}

/** What the last try met, and when the next one is. The seconds tick unread. */
function AnotherTry({ next: { attempt, at, obstacle } }: { next: NextTry }) {
  const { t } = useTranslation()
  const seconds = Math.max(0, Math.ceil((at - useNow()) / 1000))
  return (
    <Note tone="orange">
      <p role="status">
        {t(`opening.obstacle.${obstacle}`)} {t('opening.again', { attempt, tries: TRIES })}
      </p>
      <p role="timer">{t('opening.in', { seconds })}</p>
    </Note>
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

/** Why the last opening came to nothing, or to an end that nobody wanted. */
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

/** A closing that takes long is tried again by the server until it is done; the room is not open meanwhile. */
function Closing() {
  const { t } = useTranslation()
  const [since] = useState(serverNow)
  const slow = useNow() - since > SLOW
  return (
    <div className={css.primary}>
      {slow && (
        <Note tone="orange" role="status">
          {t('close.goesOn')}
        </Note>
      )}
      <div className={css.row}>
        <Button busy={t('room.closing')} />
      </div>
    </div>
  )
}
