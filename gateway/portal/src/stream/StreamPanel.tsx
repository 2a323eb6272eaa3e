import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { JoinForm } from '../rooms/JoinForm'
import { useStreamWish } from '../rooms/queries'
import { mayManage } from '../rooms/rooms'
import { useAction } from '../rooms/useAction'
import { Button } from '../ui/Button'
import { More } from '../ui/More'
import { announce } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { Progress } from '../ui/Progress'
import { duration, useNow } from '../ui/time'
import { Countdown } from './Countdown'
import css from './StreamPanel.module.css'
import { useSay, useStreamSight } from './useStreamSight'
import { stopsForGood, type StreamSight } from './wording'

/** « Diffusion »: how the stream stands, why, and the one thing to do about it. */
export function StreamPanel({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const sight = useStreamSight(room)
  const say = useSay()
  const { ask } = useAction()
  const wish = useStreamWish(room.id)
  useReadingOut(room, sight)
  const stopsAt = room.status === 'OPEN' ? room.stream?.stopsAt : null
  return (
    <section className={css.block} aria-labelledby="diffusion">
      <h3 id="diffusion">{t('stream.title')}</h3>
      <Note tone={sight.tone} icon="broadcast">
        <p className={css.line}>
          {sight.progress && <Progress />} {say(sight.line)}
        </p>
        {room.stream?.state === 'LIVE' && room.stream.liveSince && (
          <Elapsed since={room.stream.liveSince} />
        )}
        {sight.hint && <p>{say(sight.hint)}</p>}
      </Note>
      {stopsAt && (
        <Note tone="orange">
          <Countdown stopsAt={stopsAt} />
        </Note>
      )}
      <div className={css.row}>
        {(sight.offersJoin || stopsAt) && <JoinForm room={room.id} tone="secondary" />}
        <OneButton
          sight={sight}
          asking={wish.isPending}
          onStart={() => wish.mutate('LIVE')}
          onStop={() => (stopsForGood(room) ? ask('arreter') : wish.mutate('PAUSED'))}
        />
        {sight.offersSettings && mayManage(room) && (
          <Button icon="edit" onClick={() => ask('modifier')}>
            {t('stream.editAddress')}
          </Button>
        )}
        {sight.mayEnd && sight.pending === 'END' && (
          <Button tone="quietDanger" busy={t('stream.asked.END')} />
        )}
        {sight.mayEnd && sight.pending !== 'END' && (
          <More label={t('stream.more')}>
            <Button tone="quietDanger" onClick={() => ask('terminer')}>
              {t('stream.end')}
            </Button>
          </More>
        )}
      </div>
      <ProblemNote error={wish.error} />
    </section>
  )
}

/** Reads the stream's words out when they change; how it stands when first seen is no news. */
function useReadingOut({ stream }: RoomView, { line }: StreamSight) {
  const say = useSay()
  const now = stream && `${line.key} ${stream.reason}` // not its seconds, which tick unread
  const before = useRef(now)
  useEffect(() => {
    if (now === before.current) return
    before.current = now
    if (now !== null) announce(say(line), 'stream')
  })
}

/** Never two at once: it starts what is stopped and stops what runs or is being started (S63). */
function OneButton(props: {
  sight: StreamSight
  asking: boolean
  onStart: () => void
  onStop: () => void
}) {
  const { t } = useTranslation()
  const { action, pending } = props.sight
  if (action === undefined || pending === 'END') return null
  const stops = action === 'STOP'
  const busy = props.asking || pending !== undefined
  return (
    <Button
      tone={stops ? 'secondary' : 'primary'}
      icon={stops ? 'stop' : 'play'}
      busy={busy && t(stops ? 'stream.asked.STOP' : 'stream.asked.START')}
      onClick={stops ? props.onStop : props.onStart}
    >
      {t(`stream.action.${action}`)}
    </Button>
  )
}

function Elapsed({ since }: { since: string }) {
  const { t } = useTranslation()
  const now = useNow()
  return <p role="timer">{t('stream.elapsed', { time: duration(now - Date.parse(since)) })}</p>
}
