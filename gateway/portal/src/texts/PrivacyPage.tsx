import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { presenceQuery } from '../session/session'
import { signIn } from '../session/signIn'
import { Button, buttonClass } from '../ui/Button'
import { Icon } from '../ui/icons'
import css from './TextPage.module.css'
import TextPage from './TextPage'

/** « Données personnelles », with all that is kept of the reader to take away. */
export default function PrivacyPage() {
  return (
    <TextPage name="privacy">
      <MyData />
    </TextPage>
  )
}

function MyData() {
  const { t } = useTranslation()
  const { data } = useQuery(presenceQuery)
  return (
    <section className={css.mine} id="mes-donnees">
      <h2>{t('mine.title')}</h2>
      <p>{t('mine.text')}</p>
      {data && (
        <a className={buttonClass('secondary')} href="/api/v1/me/export" download={t('mine.file')}>
          <Icon name="download" />
          {t('mine.download')}
        </a>
      )}
      {data === null && <Button onClick={() => signIn()}>{t('mine.signIn')}</Button>}
    </section>
  )
}
