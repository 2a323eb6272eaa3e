import { useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { useNow } from '../ui/time'
import type { Full } from './full'
import css from './DoorPage.module.css'

/**
 * What is said while the room is not open, or has no place.
 *
 * @param people how many wait, oneself included; not told to everybody
 * @param full it is open, and all places are taken
 * @param been whether one has been in from this tab, before what one waits for now
 */
export function Waiting(props: {
  status: RoomView['status']
  full?: Full
  been?: boolean
  people?: number
  tired: boolean
  onRest: () => void
}) {
  const { t } = useTranslation()
  const [start] = useState(Date.now)
  useNow(10_000)
  const minutes = Math.floor((Date.now() - start) / 60_000)
  const { people = 0, been = false } = props
  const facts = [
    minutes > 0 && t('door.waiting', { count: minutes }),
    people > 1 && t('room.waiting', { count: people }),
  ].filter((fact) => fact !== false)
  return (
    <>
      <p role="status">{props.full ? fullText(props.full, t) : t(closedText(props.status, been))}</p>
      <p>{t(props.full ? 'door.whenFree' : been ? 'door.ifAgain' : 'door.byItself')}</p>
      {facts.length > 0 && <p className={css.soft}>{facts.join(' · ')}</p>}
      {props.tired && (
        <Note tone="orange" role="status">
          <p>{t('door.stillThere')}</p>
          <div>
            <Button onClick={props.onRest}>{t('door.here')}</Button>
          </div>
        </Note>
      )}
    </>
  )
}

function closedText(status: RoomView['status'], been: boolean) {
  if (status === 'OPENING') return 'door.opening'
  return been ? 'door.ended' : 'door.closed'
}

/** « La salle est pleine (100). » */
export function fullText({ places }: Full, t: TFunction): string {
  return places === undefined ? t('door.fullSome') : t('door.full', { places })
}
