import { useTranslation } from 'react-i18next'
import type { ShareList } from '../api/shapes'
import css from '../settings/RoomForm.module.css'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { Note } from '../ui/Note'
import { nameOf } from '../ui/person'
import { differences, type Role, type Row } from './shares'

/** Somebody else changed the sharing meanwhile: both lists side by side, where they differ. */
export function SharesConflict(props: {
  mine: Row[]
  theirs: Row[]
  /** Who changed theirs, and when; null: nobody knows. */
  changed: ShareList['changed']
  busy: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}) {
  const { t, i18n } = useTranslation()
  const { changed } = props
  const said = (role: Role | null) => (role === null ? t('share.notIn') : t(`role.${role}`))
  return (
    <>
      <DialogBody>
        <Note tone="orange" role="alert">
          {changed
            ? t('share.conflictWith', {
                name: nameOf(changed.by, t),
                when: dayAndTime(changed.at, i18n.language),
              })
            : t('share.conflict')}
        </Note>
        <table className={css.conflict}>
          <caption className="hidden">{t('conflict.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('share.whom')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differences(props.mine, props.theirs).map(({ key, name, mine, theirs }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{said(mine)}</td>
                <td>{said(theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onTakeTheirs}>{t('share.takeTheirs')}</Button>
        <Button tone="primary" busy={props.busy && t('settings.saving')} onClick={props.onKeepMine}>
          {t('conflict.keepMine')}
        </Button>
      </DialogActions>
    </>
  )
}
