import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { RoomView } from '../api/shapes'
import { StreamPanel } from '../stream/StreamPanel'
import { Button } from '../ui/Button'
import { timeOfDay } from '../ui/time'
import { InviteBlock } from './InviteBlock'
import { PrimaryActions } from './PrimaryActions'
import css from './RoomPanel.module.css'
import { isOwner, mayManage } from './rooms'
import { Signs, StatusSign } from './Signs'
import { attendance } from './stateWords'
import { useAction, type Action } from './useAction'

const CloseDialog = lazy(() => import('./CloseDialog'))
const DeleteDialog = lazy(() => import('./DeleteDialog'))
const EditDialog = lazy(() => import('../settings/EditDialog'))
const ShareDialog = lazy(() => import('../sharing/ShareDialog'))
const InviteDialog = lazy(() => import('../inviting/InviteDialog'))
const EndDialog = lazy(() => import('../stream/EndDialog'))

/** The chosen room: how it stands and what one may do with it. */
export function RoomPanel({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { ask } = useAction()
  const heading = useRef<HTMLHeadingElement>(null)
  const arrival = useRef(useLocation())
  useEffect(() => {
    const { key, state } = arrival.current as { key: string; state: { focus?: string } | null }
    if (key === 'default') return // the page was loaded here: focus stays at its top
    const wanted = state?.focus === undefined ? null : document.getElementById(state.focus)
    const start = wanted ?? heading.current
    const timer = setTimeout(() => start?.focus()) // after a closing dialog has given focus back
    return () => clearTimeout(timer)
  }, [])
  return (
    <article className={css.panel}>
      <header className={css.head}>
        <div className={css.title}>
          <h2 id="salle" ref={heading} tabIndex={-1}>
            {room.name}
          </h2>
          <StatusSign room={room} />
        </div>
        <StateLine room={room} />
        <Signs room={room} />
      </header>
      <PrimaryActions room={room} />
      {mayManage(room) && (
        <div className={css.secondary}>
          <Button size="small" tone="quiet" icon="mail" onClick={() => ask('inviter')}>
            {t('room.invite')}
          </Button>
          <Button size="small" tone="quiet" icon="people" onClick={() => ask('partager')}>
            {t('room.share')}
          </Button>
          <Button size="small" tone="quiet" icon="edit" onClick={() => ask('modifier')}>
            {t('room.edit')}
          </Button>
          {isOwner(room) && (
            <Button size="small" tone="quietDanger" icon="trash" onClick={() => ask('supprimer')}>
              {t('room.delete')}
            </Button>
          )}
        </div>
      )}
      {room.streaming && <StreamPanel room={room} />}
      {room.status === 'OPEN' && mayManage(room) && <InviteBlock room={room} />}
      <Settings room={room} />
      <Dialogs room={room} />
    </article>
  )
}

function StateLine({ room }: { room: RoomView }) {
  const { t, i18n } = useTranslation()
  const { opening } = room
  if (room.status !== 'OPEN' || opening === null) return null
  const people = attendance(room, t)
  const opened = t('room.openedBy', {
    name: opening.by.name,
    time: timeOfDay(opening.openedAt ?? opening.requestedAt, i18n.language),
  })
  return (
    <p className={css.line}>
      {opened}
      {people && ` · ${people}`}
    </p>
  )
}

/** The room's settings in a few words. */
function Settings({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  return (
    <section className={css.block} aria-labelledby="reglages">
      <h3 id="reglages">{t('room.settings')}</h3>
      <dl className={css.settings}>
        <div>
          <dt>{t('settings.waitingRoom')}</dt>
          <dd>{t(room.waitingRoom ? 'room.waitingOn' : 'room.waitingOff')}</dd>
        </div>
        <div>
          <dt>{t('settings.streaming')}</dt>
          <dd>
            {room.streaming
              ? t(`room.streamingOn.${room.streaming.onStop}`, { host: room.streaming.host })
              : t('room.streamingOff')}
          </dd>
        </div>
        {room.role === 'OWNER' ? null : (
          <div>
            <dt>{t('room.yourRole')}</dt>
            <dd>{t(`role.help.${room.role}`)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** The dialog the address asks for, if this person may. */
function Dialogs({ room }: { room: RoomView }) {
  const { action } = useAction()
  const dialog = ((wanted: Action | undefined) => {
    switch (wanted) {
      case 'fermer':
        return <CloseDialog room={room} />
      case 'terminer':
        return <EndDialog room={room} />
      case 'modifier':
        return mayManage(room) ? <EditDialog room={room} /> : null
      case 'partager':
        return mayManage(room) ? <ShareDialog room={room} /> : null
      case 'inviter':
        return mayManage(room) ? <InviteDialog room={room} /> : null
      case 'supprimer':
        return isOwner(room) ? <DeleteDialog room={room} /> : null
      case 'creer':
      case undefined:
        return null
    }
  })(action)
  return <Suspense>{dialog}</Suspense>
}
