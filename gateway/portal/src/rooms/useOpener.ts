import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Problem } from '../api/problem'
import type { RoomView } from '../api/shapes'
import { useMe } from '../session/session'
import { nameOf } from '../ui/person'
import { serverNow } from '../ui/time'
import { keep, release, reserve, settle, taken } from './conferenceTabs'
import { obstacleOf, pauseBefore, TRIES, type Obstacle } from './openingTries'
import { reload, useOpening } from './queries'
import { newer } from './rooms'

/** The next try, and what the one before met. */
export interface NextTry {
  attempt: number
  at: number
  obstacle: Obstacle
}

/**
 * Opens the room, again if what stood in the way may be gone. The conference's tab is taken at the
 * click, while the browser still gives one, and kept until it is known how it ends.
 */
export function useOpener(room: RoomView) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const opening = useOpening(room.id)
  const latest = useRef(room)
  latest.current = room
  const [notice, setNotice] = useState<string>()
  const [next, setNext] = useState<NextTry>()
  /** The try under way, with the failure known before it; undefined once it is known how it ended. */
  const trying = useRef<{ attempt: number; before: string | undefined }>(undefined)

  const giveUp = () => {
    trying.current = undefined
    setNext(undefined)
    release(room.id)
  }

  /** After a try came to nothing: another one, or the end. */
  const failed = (refused: unknown) => {
    const attempt = (trying.current?.attempt ?? TRIES) + 1
    const obstacle = obstacleOf(room.failure, refused)
    if (obstacle === undefined || attempt > TRIES) {
      setNotice(undefined)
      return giveUp()
    }
    trying.current = undefined
    setNext({ attempt, obstacle, at: serverNow() + pauseBefore(attempt, obstacle) })
  }

  const ask = (attempt: number) => {
    trying.current = { attempt, before: room.failure?.at }
    setNext(undefined)
    opening.mutate(undefined, {
      onSuccess: (answered) => {
        const by = answered.opening?.by
        if (by !== undefined && me !== undefined && by.id !== me.id) {
          giveUp()
          setNotice(t('room.openedFirst', { name: nameOf(by, t) }))
        } else {
          taken(room.id)
          settle([newer(latest.current, answered)]) // push may have been faster than the answer
        }
      },
      onError: (error) => {
        failed(error)
        if (error instanceof Problem && [403, 404].includes(error.status)) {
          setNotice(undefined)
          void reload(client).then(() => navigate('/salles', { state: { rightLost: room.name } }))
        }
      },
    })
  }

  const open = () => {
    const given = reserve(room.id, room.name, t('room.tabWaits', { name: room.name }))
    keep(room.id, true)
    setNotice(given ? undefined : t('room.tabBlocked'))
    ask(1)
  }

  // the failure of this try, as the server tells it
  const failure = room.failure?.at
  useEffect(() => {
    const now = trying.current
    if (room.status !== 'CLOSED' || now === undefined || opening.isPending) return
    if (failure !== undefined && failure !== now.before) failed(undefined)
  }, [room.status, failure, opening.isPending])

  useEffect(() => {
    if (room.status === 'OPEN') trying.current = undefined
  }, [room.status])

  useEffect(() => {
    if (next === undefined) return
    const timer = setTimeout(() => ask(next.attempt), next.at - serverNow())
    return () => clearTimeout(timer)
  }, [next])

  const waits = useRef(false)
  waits.current = next !== undefined
  useEffect(
    () => () => {
      keep(room.id, false) // nobody is here any more to try again
      if (waits.current) release(room.id)
    },
    [room.id],
  )

  return { open, next, stop: giveUp, notice, error: next ? null : opening.error, pending: opening.isPending }
}
