import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe } from '../session/session'
import { Icon } from '../ui/icons'
import { looksAfter } from './rights'

/** The way to « Exploitation », for those who look after the platform or a school. */
export function OpsLink({
  className,
  wide,
}: {
  className: string | undefined
  wide: string | undefined
}) {
  const { t } = useTranslation()
  const me = useMe()
  if (!looksAfter(me)) return null
  return (
    <Link to="/exploitation" className={className}>
      <Icon name="gauge" />
      <span className={wide}>{t('ops.title')}</span>
    </Link>
  )
}
