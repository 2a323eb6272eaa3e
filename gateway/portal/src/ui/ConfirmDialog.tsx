import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { Dialog, DialogActions, DialogBody } from './Dialog'
import { ProblemNote } from './ProblemNote'

/** Asks before something that others feel or nothing brings back; focus starts on the way out. */
export function ConfirmDialog(props: {
  title: string
  /** The verb on the button that does it. */
  confirm: string
  cancel?: string
  busy?: string | false
  error?: unknown
  onConfirm: () => void
  onCancel: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Dialog title={props.title} role="alertdialog" onClose={props.onCancel}>
      <DialogBody>
        {props.children}
        <ProblemNote error={props.error} />
      </DialogBody>
      <DialogActions>
        <Button autoFocus onClick={props.onCancel}>
          {props.cancel ?? t('common.cancel')}
        </Button>
        <Button tone="danger" busy={props.busy} onClick={props.onConfirm}>
          {props.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
