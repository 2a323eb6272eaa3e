import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from './ConfirmDialog'
import { Dialog } from './Dialog'

/** A dialog in which one types: leaving it with unsaved changes asks first. */
export function TypingDialog(props: {
  title: string
  changed: boolean
  wide?: boolean
  onLeave: () => void
  children: (leave: () => void) => ReactNode
}) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const leave = () => (props.changed ? setAsking(true) : props.onLeave())
  return (
    <Dialog title={props.title} wide={props.wide ?? false} onClose={leave}>
      {props.children(leave)}
      {asking && (
        <ConfirmDialog
          title={t('typing.title')}
          confirm={t('typing.abandon')}
          cancel={t('typing.goOn')}
          onConfirm={props.onLeave}
          onCancel={() => setAsking(false)}
        >
          <p>{t('typing.text')}</p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}
