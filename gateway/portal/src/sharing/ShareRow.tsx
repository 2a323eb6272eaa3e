import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { keyOf } from './directory'
import css from './ShareDialog.module.css'
import { roleThrough, type Role, type Row } from './shares'

/** One person or group of the room: with which role, and what is to be known of that. */
export function ShareRow(props: {
  row: Row
  rows: readonly Row[]
  onChange: (role: Role) => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const { row } = props
  const role = row.through === null ? undefined : roleThrough(row, props.rows)
  return (
    <li className={`${css.row} ${row.left ? css.left : ''}`}>
      <span className={css.name}>
        {row.name}
        {row.about && <span className={css.about}>{row.about}</span>}
        {row.through && (
          <span className={css.about}>
            {role
              ? t('share.through', { role: t(`role.${role}`), group: row.through })
              : t('share.throughAny', { group: row.through })}
          </span>
        )}
      </span>
      {row.left ? (
        <span className={css.owner}>{t(`role.${row.role}`)}</span>
      ) : (
        <select
          className={css.role}
          aria-label={t('share.roleOf', { name: row.name })}
          aria-describedby={`aide-${row.role}`}
          value={row.role}
          onChange={(event) => props.onChange(event.target.value as Role)}
        >
          <option value="MODERATOR">{t('role.MODERATOR')}</option>
          <option value="MANAGER">{t('role.MANAGER')}</option>
        </select>
      )}
      <Button
        id={`retirer-${keyOf(row)}`}
        tone="quietDanger"
        aria-label={t('share.removeName', { name: row.name })}
        onClick={props.onRemove}
      >
        {t('share.remove')}
      </Button>
      {row.pupils > 0 && !row.left && (
        <div className={css.warning}>
          <Note tone="orange" role="status">
            {row.kind === 'GROUP'
              ? t(`share.groupOfPupils.${row.role}`, { count: row.pupils })
              : t(`share.pupil.${row.role}`)}
          </Note>
        </div>
      )}
    </li>
  )
}
