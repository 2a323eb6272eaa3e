import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../ui/news'
import { duration, secondsUntil, useNow } from '../ui/time'
import { readOutAt } from './wording'

/** « Arrêt du direct dans 1:42 », from the server's deadline; read out now and then, not each second. */
export function Countdown({ stopsAt, name }: { stopsAt: string; name?: string }) {
  const { t } = useTranslation()
  const seconds = secondsUntil(stopsAt, useNow())
  const text = t('stream.countdown', { time: duration(seconds * 1000) })
  const before = useRef<number>(undefined)
  useEffect(() => {
    const mark = readOutAt(before.current, seconds)
    before.current = seconds
    if (mark !== undefined) announce(name === undefined ? text : `${name}. ${text}`)
  }, [seconds, text, name])
  return <p role="timer">{text}</p>
}
