import { useTranslation } from 'react-i18next'
import type { DeadLetter } from '../api/shapes'
import { Dialog, DialogBody } from '../ui/Dialog'
import { ProblemNote } from '../ui/ProblemNote'
import css from './Ops.module.css'
import { useDeadLetter } from './queries'

/** What a failed event says, as far as that may be seen. */
export function DeadLetterDialog(props: { letter: DeadLetter; onClose: () => void }) {
  const { t } = useTranslation()
  const { letter } = props
  const { data, error } = useDeadLetter(letter.id)
  return (
    <Dialog title={letter.type || t('ops.none')} wide onClose={props.onClose}>
      <DialogBody>
        <dl className={css.facts}>
          <dt>{t('ops.failed.event')}</dt>
          <dd>{letter.event || t('ops.none')}</dd>
          <dt>{t('ops.failed.topic')}</dt>
          <dd>{letter.topic}</dd>
          <dt>{t('ops.failed.error')}</dt>
          <dd>{letter.error}</dd>
        </dl>
        <ProblemNote error={error} />
        {data === undefined && !error && <p>{t('common.loading')}</p>}
        {data?.content === null && <p>{t('ops.failed.unreadable')}</p>}
        {data?.content && (
          <>
            <p>{t('ops.failed.masked')}</p>
            <pre className={css.content}>{data.content}</pre>
          </>
        )}
      </DialogBody>
    </Dialog>
  )
}
