import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { toast } from '../ui/news'
import css from './InviteBlock.module.css'

/** « Inviter des participants »: the room's link, to be sent by any means. */
export function InviteBlock({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(room.link)
      setCopied(true)
      toast(t('invite.copied'))
    } catch {
      field.current?.select() // the clipboard is not to be had: ready for Ctrl+C
      toast(t('invite.notCopied'))
    }
  }
  return (
    <section className={css.block} aria-labelledby="participants">
      <h3 id="participants">{t('invite.title')}</h3>
      <label htmlFor="lien">{t('invite.link')}</label>
      <div className={css.row}>
        <input
          id="lien"
          ref={field}
          className={css.link}
          readOnly
          value={room.link}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
          {t(copied ? 'invite.copyAgain' : 'invite.copy')}
        </Button>
      </div>
      <p className={css.who}>{t(room.waitingRoom ? 'invite.whoWaits' : 'invite.whoEnters')}</p>
    </section>
  )
}
