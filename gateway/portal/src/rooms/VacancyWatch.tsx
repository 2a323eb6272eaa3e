import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { timeOfDay } from '../ui/time'
import css from './PrimaryActions.module.css'
import { useVacancyWatch } from './vacancies'

/** Where no more rooms may be opened: to be told when one may. No place is kept for anybody. */
export function VacancyWatch({ room }: { room: RoomView }) {
  const { t, i18n } = useTranslation()
  const watch = useVacancyWatch(room.id)
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), [watch.isSuccess]) // the button is not there any more
  return (
    <>
      <ProblemNote error={watch.error} />
      {watch.isSuccess ? (
        <Note tone="blue">
          <p ref={said} tabIndex={-1}>
            {t('vacancy.watching', { time: timeOfDay(watch.data.until, i18n.language) })}
          </p>
        </Note>
      ) : (
        <div className={css.row}>
          <Button busy={watch.isPending && t('vacancy.asking')} onClick={() => watch.mutate()}>
            {t('vacancy.watch')}
          </Button>
        </div>
      )}
    </>
  )
}
