import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { configQuery } from '../session/session'
import { Button } from '../ui/Button'
import { Choice, Remark, TextField } from '../ui/Field'
import { Note } from '../ui/Note'
import { separated, type Draft } from './checks'
import { useRemarks } from './remarks'
import css from './RoomForm.module.css'
import { TargetTrial } from './TargetTrial'

/** Where the stream goes (S18), with the help to find it (S21). */
export function StreamFields(props: {
  id: string
  room: string | undefined
  draft: Draft
  streamKey: string
  keyStored: boolean
  urlFault: string | undefined
  keyFault: string | undefined
  onDraft: (draft: Draft) => void
  onStreamKey: (key: string) => void
  onTouch: (name: string) => void
}) {
  const { t } = useTranslation()
  const { draft, onDraft } = props
  const parts = separated(draft.url)
  const remarks = useRemarks(props.room, draft.url, props.streamKey)
  const left = (name: string) => {
    props.onTouch(name)
    remarks.ask()
  }
  return (
    <div className={css.stream}>
      <Help />
      <TextField
        id={`${props.id}-url`}
        label={t('settings.url')}
        value={draft.url}
        error={props.urlFault}
        remark={remarks.on('url')}
        inputMode="url"
        spellCheck={false}
        placeholder="rtmps://tube.example.fr:1936/live"
        required
        onBlur={() => left('url')}
        onChange={(url) => onDraft({ ...draft, url })}
      />
      {parts && (
        <Note tone="orange" role="status">
          <p>{t('settings.keyInUrl')}</p>
          <div>
            <Button
              size="small"
              onClick={() => {
                onDraft({ ...draft, url: parts.url })
                props.onStreamKey(parts.key)
                remarks.ask(parts.url, parts.key)
              }}
            >
              {t('settings.separate')}
            </Button>
          </div>
        </Note>
      )}
      <StreamKey {...props} remark={remarks.on('key')} onTouch={left} />
      <TargetTrial
        url={draft.url}
        onFaulty={() => {
          props.onTouch('url')
          document.getElementById(`${props.id}-url`)?.focus()
        }}
      />
      <fieldset className={css.options}>
        <legend>{t('settings.onStop')}</legend>
        <Choice
          type="radio"
          name={`${props.id}-arret`}
          label={t('settings.onStopPause')}
          help={t('settings.onStopPauseHelp')}
          checked={draft.onStop === 'PAUSE'}
          onChange={() => onDraft({ ...draft, onStop: 'PAUSE' })}
        />
        <Choice
          type="radio"
          name={`${props.id}-arret`}
          label={t('settings.onStopDisconnect')}
          help={t('settings.onStopDisconnectHelp')}
          checked={draft.onStop === 'DISCONNECT'}
          onChange={() => onDraft({ ...draft, onStop: 'DISCONNECT' })}
        />
      </fieldset>
    </div>
  )
}

/** Written, never read back: a stored key can only be replaced. */
function StreamKey(props: {
  id: string
  streamKey: string
  keyStored: boolean
  keyFault: string | undefined
  remark: string | undefined
  onStreamKey: (key: string) => void
  onTouch: (name: string) => void
}) {
  const { t } = useTranslation()
  const [replacing, setReplacing] = useState(false)
  const [visible, setVisible] = useState(false)
  if (props.keyStored && !replacing && props.streamKey === '' && !props.keyFault) {
    return (
      <div className={css.stored}>
        <p>
          <strong>{t('settings.key')}</strong>
          <br />
          {t('settings.keyStored')} <span aria-hidden="true">●●●●</span>
        </p>
        <Button size="small" onClick={() => setReplacing(true)}>
          {t('settings.keyReplace')}
        </Button>
        {props.remark && <Remark>{props.remark}</Remark>}
      </div>
    )
  }
  return (
    <TextField
      id={`${props.id}-key`}
      label={t('settings.key')}
      type={visible ? 'text' : 'password'}
      value={props.streamKey}
      error={props.keyFault}
      remark={props.remark}
      help={props.keyStored && t('settings.keyKept')}
      autoComplete="off"
      spellCheck={false}
      autoFocus={replacing}
      required={!props.keyStored}
      onBlur={() => props.onTouch('key')}
      onChange={props.onStreamKey}
      after={
        <Button aria-pressed={visible} onClick={() => setVisible(!visible)}>
          {t('settings.keyShow')}
        </Button>
      }
    />
  )
}

function Help() {
  const { t } = useTranslation()
  const hosts = useQuery(configQuery).data?.streamHosts
  return (
    <details className={css.help}>
      <summary>{t('settings.help')}</summary>
      <ol>
        <li>{t('settings.help1')}</li>
        <li>{t('settings.help2')}</li>
        <li>{t('settings.help3')}</li>
        <li>{t('settings.help4')}</li>
      </ol>
      {hosts && hosts.length > 0 && (
        <p>{t('settings.helpHosts', { hosts: hosts.join(', ') })}</p>
      )}
      <p>{t('settings.helpPermanent')}</p>
      <p>{t('settings.helpPrivate')}</p>
    </details>
  )
}
