import { useRef, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { csrfToken } from '../api/csrf'
import { Button } from '../ui/Button'

/** « Rejoindre la salle »: a plain form, so that no blocker minds the new tab. */
export function JoinForm(props: {
  room: string
  label?: string
  sameTab?: boolean
  tone?: 'primary' | 'secondary'
  button?: Ref<HTMLButtonElement>
}) {
  const { t } = useTranslation()
  const token = useRef<HTMLInputElement>(null)
  return (
    <form
      action={`/api/v1/rooms/${encodeURIComponent(props.room)}/join`}
      method="post"
      target={props.sameTab ? '_self' : '_blank'}
      rel="noopener"
      onSubmit={() => {
        token.current!.value = csrfToken() ?? ''
      }}
    >
      <input ref={token} type="hidden" name="_csrf" />
      <Button ref={props.button} type="submit" tone={props.tone ?? 'primary'} icon="enter">
        {props.label ?? t('room.join')}
      </Button>
    </form>
  )
}
