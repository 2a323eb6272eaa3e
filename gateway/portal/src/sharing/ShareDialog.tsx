import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem'
import type { RoomView, ShareList, ShareView } from '../api/shapes'
import { learn } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { TypingDialog } from '../ui/TypingDialog'
import { groupFound, keyOf, personFound, type Found } from './directory'
import { DirectorySearch } from './DirectorySearch'
import { Favourites } from './Favourites'
import { useFavouriteFinder, useShares, useSharesEffect, useSharing } from './queries'
import css from './ShareDialog.module.css'
import { ShareRow } from './ShareRow'
import { SharesConflict } from './SharesConflict'
import { atMost, editing, sharesOf, signature, withFound, type Editing, type Row } from './shares'

/** « Partager la salle »: who else opens or manages it; saved as a whole. */
export default function ShareDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const me = useMe()
  const client = useQueryClient()
  const about = useAbout()
  const shares = useShares(room.id)
  const [draft, setDraft, forgetDraft] = useDraft<Editing | null>(`partager-${room.id}`, null)
  /** The version to save on, once it is confirmed that one loses the room by it. */
  const [leaving, setLeaving] = useState<number>()
  const sharing = useSharing(room.id)
  const saved = editing(shares.data, about)
  const { rows, version } = draft ?? saved
  const effect = useSharesEffect(room.id, rows, version, shares.data !== undefined)
  const change = (next: Row[]) => {
    setDraft({ rows: next, version })
    if (sharing.isError) sharing.reset()
  }
  const leave = () => {
    forgetDraft()
    done()
  }
  const saidSaved = () => {
    toast(t('share.saved'))
    leave()
  }
  const save = (sharesVersion: number, leaveRoom = false) =>
    sharing.mutate(
      { shares: sharesOf(rows), sharesVersion, leaveRoom },
      {
        onSuccess: saidSaved,
        onError: (error) => {
          if (!(error instanceof Problem)) return
          const now = theirs(error)
          if (now && signature(now.shares) === signature(rows)) saidSaved() // somebody did the same
          if (error.kind === 'would-lose-room') setLeaving(sharesVersion)
          if (error.current) learn(client, error.current)
        },
      },
    )
  const mine = (row: Row) => row.kind === 'PERSON' && row.id === me?.id
  const losesMyself = effect?.loseMyself ?? (saved.rows.some(mine) && !rows.some(mine))
  const wouldLeave = sharing.error instanceof Problem && sharing.error.kind === 'would-lose-room'
  const current = sharing.error instanceof Problem ? theirs(sharing.error) : undefined
  return (
    <TypingDialog
      title={t('share.title')}
      changed={signature(rows) !== signature(saved.rows)}
      wide
      onLeave={leave}
    >
      {(ask) => (
        <>
          {current ? (
            <SharesConflict
              mine={rows}
              theirs={editing(current, about).rows}
              changed={current.changed}
              busy={sharing.isPending}
              onKeepMine={() => save(current.sharesVersion)}
              onTakeTheirs={() => {
                client.setQueryData(['shares', room.id], current)
                setDraft(null)
                sharing.reset()
              }}
            />
          ) : (
            <>
              <DialogBody>
                {shares.isError && <ProblemNote error={shares.error} />}
                {shares.isPending && <p>{t('common.loading')}</p>}
                {shares.data && (
                  <>
                    <Editor room={room} rows={rows} onRows={change} />
                    <p role="status" className={css.effect}>
                      {effect
                        ? t('share.effect', { count: effect.people })
                        : t('share.effectAtMost', { count: atMost(rows) })}
                      {effect && effect.pupils > 0 && (
                        <> {t('share.effectPupils', { count: effect.pupils })}</>
                      )}
                    </p>
                  </>
                )}
                {!wouldLeave && <ProblemNote error={sharing.error} />}
              </DialogBody>
              <DialogActions>
                <Button onClick={ask}>{t('common.cancel')}</Button>
                {shares.data && (
                  <Button
                    tone="primary"
                    busy={sharing.isPending && t('settings.saving')}
                    onClick={() => (losesMyself ? setLeaving(version) : save(version))}
                  >
                    {t('share.save')}
                  </Button>
                )}
              </DialogActions>
            </>
          )}
          {leaving !== undefined && (
            <ConfirmDialog
              title={t('share.removeMyselfTitle')}
              confirm={t('share.removeMyselfConfirm')}
              onCancel={() => setLeaving(undefined)}
              onConfirm={() => {
                setLeaving(undefined)
                save(leaving, true)
              }}
            >
              <p>{t('share.removeMyself')}</p>
            </ConfirmDialog>
          )}
        </>
      )}
    </TypingDialog>
  )
}

function Editor(props: { room: RoomView; rows: Row[]; onRows: (rows: Row[]) => void }) {
  const { t } = useTranslation()
  const { room, rows, onRows } = props
  const find = useFavouriteFinder()
  const add = (found: readonly Found[]) => onRows(withFound(rows, found, room.owner.id))
  const choose = async (found: Found) => {
    if (found.kind !== 'FAVOURITE') return add([found])
    const favourite = await find(found.id)
    if (favourite === undefined) return
    add([
      ...favourite.members.groups.map((group) => groupFound(group, t)),
      ...favourite.members.people.map((person) => personFound(person, t)),
    ])
  }
  const remove = (row: Row) => {
    const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1]
    onRows(rows.filter((each) => each !== row))
    // focus would be lost with the row it was in
    document.getElementById(next ? `retirer-${keyOf(next)}` : 'ajouter')?.focus()
  }
  return (
    <>
      <DirectorySearch
        label={t('share.add')}
        inputId="ajouter"
        taken={new Set([...rows.map(keyOf), `PERSON:${room.owner.id}`])}
        onAdd={(found) => void choose(found)}
      />
      <ul className={css.rows} aria-label={t('share.list')}>
        <li className={css.row}>
          <span className={css.name}>{room.owner.name}</span>
          <span className={css.owner}>{t('role.OWNER')}</span>
        </li>
        {rows.map((row) => (
          <ShareRow
            key={keyOf(row)}
            row={row}
            rows={rows}
            onChange={(role) =>
              onRows(rows.map((each) => (each === row ? { ...row, role } : each)))
            }
            onRemove={() => remove(row)}
          />
        ))}
      </ul>
      <dl className={css.roles}>
        <dt>{t('role.MODERATOR')}</dt>
        <dd id="aide-MODERATOR">{t('share.moderatorHelp')}</dd>
        <dt>{t('role.MANAGER')}</dt>
        <dd id="aide-MANAGER">{t('share.managerHelp')}</dd>
      </dl>
      <Favourites chosen={rows.filter(({ left }) => !left).map(asFound)} onAdd={add} />
    </>
  )
}

function asFound(row: Row): Found {
  return { ...row, profile: null, size: row.size ?? 1 }
}

/** What tells a person or a group of the list from another of the same name. */
function useAbout() {
  const { t } = useTranslation()
  return (share: ShareView): string => {
    const pupils = share.pupils ?? 0
    return share.kind === 'GROUP'
      ? groupFound({ ...share, size: share.size ?? 0, pupils }, t).about
      : personFound(share, t).about
  }
}

/** The list as it is now, where somebody else changed it meanwhile. */
function theirs({ body }: Problem): ShareList | undefined {
  return body.currentShares as ShareList | undefined
}
