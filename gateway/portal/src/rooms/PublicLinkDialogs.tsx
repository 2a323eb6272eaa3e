import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { draftOf, settingsOf } from '../settings/checks'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { toast } from '../ui/news'
import { useChange, useLinkRenewal } from './queries'
import { useAction } from './useAction'

/** Another public link: who has the one before is shut out. */
export function RenewDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const renewal = useLinkRenewal(room.id)
  return (
    <ConfirmDialog
      title={t('publicLink.renewTitle')}
      confirm={t('publicLink.renew')}
      busy={renewal.isPending && t('publicLink.renewing')}
      error={renewal.error}
      onCancel={done}
      onConfirm={() =>
        renewal.mutate(undefined, {
          onSuccess: () => {
            toast(t('publicLink.renewed'))
            done()
          },
        })
      }
    >
      <p>{t('publicLink.renewText')}</p>
    </ConfirmDialog>
  )
}

/** No public link any more: people without an account do not come in. */
export function DisableDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const change = useChange(room.id)
  const disable = () => {
    const settings = settingsOf({ ...draftOf(room), publicLink: false }, '')
    change.mutate(
      { ...settings, settingsVersion: room.settingsVersion },
      {
        onSuccess: () => {
          toast(t('publicLink.disabled'))
          done()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      title={t('publicLink.disableTitle')}
      confirm={t('publicLink.disable')}
      busy={change.isPending && t('publicLink.disabling')}
      error={change.error}
      onCancel={done}
      onConfirm={disable}
    >
      <p>{t('publicLink.disableText')}</p>
    </ConfirmDialog>
  )
}
