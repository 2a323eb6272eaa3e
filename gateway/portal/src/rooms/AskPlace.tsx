import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named, RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog'
import { nameOf } from '../ui/person'
import { ProblemNote } from '../ui/ProblemNote'
import { useAskingPlace } from './queries'

/** A room that takes one of the places, and who opened it. */
export interface OpenRoom {
  id: string
  name: string
  openedBy: Named
}

/** « Écrire » to who opened another room, for its place. The words are shown before they go; no address is. */
export function AskPlace({ room, open }: { room: RoomView; open: OpenRoom }) {
  const { t } = useTranslation()
  const [writing, setWriting] = useState(false)
  const asking = useAskingPlace(room.id)
  const said = useRef<HTMLSpanElement>(null)
  useEffect(() => said.current?.focus(), [asking.isSuccess]) // the button is not there any more
  const who = nameOf(open.openedBy, t)
  const stop = () => {
    setWriting(false)
    asking.reset()
  }
  if (asking.isSuccess) {
    return (
      <span ref={said} role="status" tabIndex={-1}>
        {t('askPlace.sent')}
      </span>
    )
  }
  return (
    <>
      <Button
        size="small"
        aria-label={t('askPlace.writeTo', { who, name: open.name })}
        onClick={() => setWriting(true)}
      >
        {t('askPlace.write')}
      </Button>
      {writing && (
        <Dialog title={t('askPlace.title', { who })} onClose={stop}>
          <DialogBody>
            <p>{t('askPlace.says', { who })}</p>
            <blockquote>{t('askPlace.words', { name: open.name })}</blockquote>
            <ProblemNote error={asking.error} />
          </DialogBody>
          <DialogActions>
            <Button onClick={stop}>{t('common.cancel')}</Button>
            <Button
              tone="primary"
              busy={asking.isPending && t('ask.sending')}
              onClick={() => asking.mutate(open.id)}
            >
              {t('askPlace.send')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
