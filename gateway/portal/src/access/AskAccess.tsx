import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { useAsking } from './queries'

/** « Demander l'accès », for who may not enter a room; the same whether or not there is one. */
export function AskAccess(props: {
  room: string
  /** Whether this page lets one in by itself once one may enter. */
  waits?: boolean
}) {
  const { t } = useTranslation()
  const asking = useAsking(props.room)
  if (asking.isSuccess) {
    return (
      <Note tone="green" icon="check" role="status">
        <p>{t('ask.sent')}</p>
        {props.waits ? (
          <p>{t('ask.entersByItself')}</p>
        ) : (
          <Link to={`/salles/${props.room}/rejoindre`}>{t('ask.toDoor')}</Link>
        )}
      </Note>
    )
  }
  return (
    <>
      <div>
        <Button busy={asking.isPending && t('ask.sending')} onClick={() => asking.mutate()}>
          {t('ask.ask')}
        </Button>
      </div>
      <ProblemNote error={asking.error} />
    </>
  )
}
