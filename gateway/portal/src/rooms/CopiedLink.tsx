import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import css from './InviteBlock.module.css'

/** An address to be sent by any means, and the button that copies it. */
export function CopiedLink(props: {
  id: string
  label: string
  help?: ReactNode
  copy: string
  link: string
}) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const copy = async () => {
    setRefused(undefined)
    try {
      await navigator.clipboard.writeText(props.link)
      setCopied(props.link)
      toast(t('invite.copied'))
    } catch {
      field.current?.select() // the clipboard is not to be had: ready for Ctrl+C
      setRefused(props.link)
    }
  }
  const done = copied === props.link
  return (
    <div className={css.copied}>
      <label htmlFor={props.id}>{props.label}</label>
      {props.help && (
        <p id={`${props.id}-aide`} className={css.soft}>
          {props.help}
        </p>
      )}
      <div className={css.row}>
        <input
          id={props.id}
          ref={field}
          className={css.link}
          readOnly
          aria-describedby={props.help ? `${props.id}-aide` : undefined}
          value={props.link}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={done ? 'check' : 'copy'} onClick={() => void copy()}>
          {done ? t('invite.copyAgain') : props.copy}
        </Button>
      </div>
      {refused === props.link && (
        <Note tone="red">
          <p role="alert">{t('invite.notCopied')}</p>
        </Note>
      )}
    </div>
  )
}
