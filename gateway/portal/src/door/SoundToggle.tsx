import { useTranslation } from 'react-i18next'
import { Choice } from '../ui/Field'
import type { Chime } from './chime'

export function SoundToggle({ chime }: { chime: Chime }) {
  const { t } = useTranslation()
  return (
    <Choice type="checkbox" label={t('door.sound')} checked={chime.on} onChange={chime.toggle} />
  )
}
