import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { AccessRequests } from '../access/AccessRequests'
import type { RoomView } from '../api/shapes'
import { LatestBlock } from '../history/LatestBlock'
import { StreamPanel } from '../stream/StreamPanel'
import { stopsForGood } from '../stream/wording'
import { Button, buttonClass } from '../ui/Button'
import { Icon } from '../ui/icons'
import { More } from '../ui/More'
import { whoEnters } from './entry'
import { InviteBlock } from './InviteBlock'
import { PeopleBlock } from './PeopleBlock'
import { PrimaryActions } from './PrimaryActions'
import css from './RoomPanel.module.css'
import { isOwner, mayManage } from './rooms'
import { Signs, StatusSign } from './Signs'
import { attendance, opened } from './stateWords'
import { useAction, type Action } from './useAction'

const CloseDialog = lazy(() => import('./CloseDialog'))
const DeleteDialog = lazy(() => import('./DeleteDialog'))
const EditDialog = lazy(() => import('../settings/EditDialog'))
const ShareDialog = lazy(() => import('../sharing/ShareDialog'))
const InviteDialog = lazy(() => import('../inviting/InviteDialog'))
const RenewDialog = lazy(async () => ({ default: (await import('./PublicLinkDialogs')).RenewDialog }))
const DisableDialog = lazy(async () => ({ default: (await import('./PublicLinkDialogs')).DisableDialog }))
const EndDialog = lazy(() => import('../stream/EndDialog'))

/** The chosen room: how it stands and what one may do with it. */
export function RoomPanel({ room }: { room: RoomView }) {
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
      {mayManage(room) && <SecondaryActions room={room} />}
      {mayManage(room) && <AccessRequests room={room} />}
      {room.streaming && <StreamPanel room={room} />}
      {mayManage(room) && (
        <>
          <InviteBlock room={room} />
          <PeopleBlock room={room} />
        </>
      )}
      <Settings room={room} />
      {mayManage(room) && <LatestBlock room={room} />}
      <Dialogs room={room} />
    </article>
  )
}

function SecondaryActions({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { ask } = useAction()
  return (
    <div className={css.secondary}>
      <Button size="small" tone="quiet" icon="mail" onClick={() => ask('inviter')}>
        {t('room.inviteShort')}
      </Button>
      <Button size="small" tone="quiet" icon="people" onClick={() => ask('partager')}>
        {t('room.share')}
      </Button>
      <Button size="small" tone="quiet" icon="edit" onClick={() => ask('modifier')}>
        {t('room.edit')}
      </Button>
      <More label={t('room.more')}>
        <Link className={buttonClass('quiet', 'small')} to={`/salles/${room.id}/historique`}>
          <Icon name="history" />
          {t('history.title')}
        </Link>
        {isOwner(room) && (
          <Button size="small" tone="quietDanger" icon="trash" onClick={() => ask('supprimer')}>
            {t('room.delete')}
          </Button>
        )}
      </More>
    </div>
  )
}

function StateLine({ room }: { room: RoomView }) {
  const { t, i18n } = useTranslation()
  const by = opened(room, t, i18n.language)
  if (by === undefined) return null
  const people = attendance(room, t)
  return (
    <p className={css.line}>
      {by}
      {people && ` · ${people}`}
    </p>
  )
}

/** The room's settings in a few words. */
function Settings({ room }: { room: RoomView }) {
  const { t, i18n } = useTranslation()
  return (
    <section className={css.block} aria-labelledby="reglages">
      <h3 id="reglages">{t('room.settings')}</h3>
      <dl className={css.settings}>
        {room.establishment && (
          <div>
            <dt>{t('settings.establishment')}</dt>
            <dd>{room.establishment.name}</dd>
          </div>
        )}
        {!mayManage(room) && (
          <div>
            <dt>{t('settings.access')}</dt>
            <dd>{whoEnters(room, t, i18n.language)}</dd>
          </div>
        )}
        <div>
          <dt>{t('settings.publicLink')}</dt>
          <dd>{t(`room.guests.${guestsOf(room)}`)}</dd>
        </div>
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

function guestsOf({ guests }: RoomView): 'NONE' | 'WAIT' | 'ENTER' {
  if (guests === null) return 'NONE'
  return guests.wait ? 'WAIT' : 'ENTER'
}

/** The dialog the address asks for, if this person may. */
function Dialogs({ room }: { room: RoomView }) {
  const { action } = useAction()
  const dialog = ((wanted: Action | undefined) => {
    switch (wanted) {
      case 'fermer':
        return <CloseDialog room={room} />
      case 'terminer':
        return <EndDialog room={room} by="END" />
      case 'arreter':
        return stopsForGood(room) ? <EndDialog room={room} by="STOP" /> : null
      case 'modifier':
        return mayManage(room) ? <EditDialog room={room} /> : null
      case 'partager':
        return mayManage(room) ? <ShareDialog room={room} /> : null
      case 'inviter':
        return mayManage(room) ? <InviteDialog room={room} /> : null
      case 'renouveler':
        return mayManage(room) && room.guests?.link ? <RenewDialog room={room} /> : null
      case 'desactiver':
        return mayManage(room) && room.guests?.link ? <DisableDialog room={room} /> : null
      case 'supprimer':
        return isOwner(room) ? <DeleteDialog room={room} /> : null
      case 'creer':
      case undefined:
        return null
    }
  })(action)
  return <Suspense>{dialog}</Suspense>
}
