import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import css from './Dialog.module.css'
import { Icon } from './icons'

/** A window over the page that must be answered first; Escape asks `onClose`. */
export function Dialog(props: {
  title: string
  onClose: () => void
  role?: 'dialog' | 'alertdialog'
  wide?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <ModalOverlay className={css.veil ?? ''} isOpen onOpenChange={props.onClose}>
      <Modal className={`${css.window} ${props.wide ? css.wide : ''}`}>
        <AriaDialog className={css.dialog ?? ''} role={props.role ?? 'dialog'}>
          <div className={css.head}>
            <Heading slot="title">{props.title}</Heading>
            {props.role !== 'alertdialog' && (
              <button
                type="button"
                className={css.close}
                aria-label={t('common.close')}
                onClick={props.onClose}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={css.body}>{children}</div>
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>
}
