import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { secondsUntil, timeOfDay, useNow } from '../ui/time'
import { sightOf, type StreamSight, type Words } from './wording'

export function useStreamSight(room: RoomView): StreamSight {
  const { i18n } = useTranslation()
  const now = useNow()
  return sightOf(room, {
    time: (instant) => timeOfDay(instant, i18n.language),
    secondsUntil: (instant) => secondsUntil(instant, now),
  })
}

/** Says words, and the words within them. */
export function useSay(): (words: Words) => string {
  const { t } = useTranslation()
  const say = ({ key, params = {} }: Words): string =>
    t(
      key,
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === 'object' ? say(value) : value,
        ]),
      ),
    )
  return say
}
