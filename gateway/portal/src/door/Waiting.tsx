import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { useNow } from '../ui/time'
import css from './DoorPage.module.css'

/** What is said while the room is not open. */
export function Waiting(props: { status: RoomView['status']; tired: boolean; onRest: () => void }) {
  const { t } = useTranslation()
  const [start] = useState(Date.now)
  useNow(10_000)
  const minutes = Math.floor((Date.now() - start) / 60_000)
  return (
    <>
      <p role="status">{t(props.status === 'OPENING' ? 'door.opening' : 'door.closed')}</p>
      <p>{t('door.byItself')}</p>
      {minutes > 0 && <p className={css.soft}>{t('door.waiting', { count: minutes })}</p>}
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
