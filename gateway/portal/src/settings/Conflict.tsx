import { useTranslation } from 'react-i18next'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { Note } from '../ui/Note'
import { differences, type Draft } from './checks'
import css from './RoomForm.module.css'

/** Somebody else changed the room meanwhile: both values side by side, of keys only that there are two. */
export function Conflict(props: {
  mine: Draft
  theirs: Draft
  keyTyped: boolean
  keyStored: boolean
  busy: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}) {
  const { t } = useTranslation()
  const { mine, theirs } = props
  const schools = useMe()?.establishments ?? []
  const said = (draft: Draft, name: keyof Draft) => {
    const value = draft[name]
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    switch (name) {
      case 'onStop':
        return t(`conflict.onStop.${draft.onStop}`)
      case 'policy':
        return t(`access.policy.${draft.policy}`)
      case 'groups':
        return draft.groups.map((group) => group.name).join(', ') || '–'
      case 'establishment':
        return schools.find(({ id }) => id === draft.establishment)?.name ?? (draft.establishment || '–')
      default:
        return value ? String(value) : '–'
    }
  }
  return (
    <>
      <DialogBody>
        <Note tone="orange" role="alert">
          {t('conflict.text')}
        </Note>
        <table className={css.conflict}>
          <caption className="hidden">{t('conflict.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('conflict.setting')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differences(mine, theirs).map((name) => (
              <tr key={name}>
                <th scope="row">{t(`conflict.field.${name}`)}</th>
                <td>{said(mine, name)}</td>
                <td>{said(theirs, name)}</td>
              </tr>
            ))}
            {props.keyTyped && (
              <tr>
                <th scope="row">{t('settings.key')}</th>
                <td>{t('conflict.keyTyped')}</td>
                <td>{props.keyStored ? t('conflict.keyStored') : '–'}</td>
              </tr>
            )}
          </tbody>
        </table>
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onTakeTheirs}>{t('conflict.takeTheirs')}</Button>
        <Button tone="primary" busy={props.busy && t('settings.saving')} onClick={props.onKeepMine}>
          {t('conflict.keepMine')}
        </Button>
      </DialogActions>
    </>
  )
}
