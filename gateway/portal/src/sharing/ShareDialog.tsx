import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { Problem } from '../api/problem'
import type { RoomView, Share, ShareList } from '../api/shapes'
import { learn } from '../rooms/queries'
import { useAction } from '../rooms/useAction'
import { useDraft } from '../session/draft'
import { useMe } from '../session/session'
import { Button } from '../ui/Button'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import { ProblemNote } from '../ui/ProblemNote'
import { TypingDialog } from '../ui/TypingDialog'
import { DirectorySearch, keyOf } from './DirectorySearch'
import css from './ShareDialog.module.css'

/** « Partager la salle »: who else opens or manages it; saved as a whole. */
export default function ShareDialog({ room }: { room: RoomView }) {
  const { t } = useTranslation()
  const { done } = useAction()
  const shares = useQuery({
    queryKey: ['shares', room.id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/rooms/{id}/shares', { params: { path: { id: room.id } }, signal })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const reload = async () => (await shares.refetch({ throwOnError: true })).data!
  return shares.data ? (
    <Editor room={room} list={shares.data} onReload={reload} />
  ) : (
    <TypingDialog title={t('share.title')} changed={false} onLeave={done}>
      {() => (
        <DialogBody>
          {shares.isError ? <ProblemNote error={shares.error} /> : <p>{t('common.loading')}</p>}
        </DialogBody>
      )}
    </TypingDialog>
  )
}

interface Row extends Share {
  name: string
  profile: string | null
  size: number | null
}

interface Editing {
  rows: Row[]
  /** What the changes were made to, by which the server knows a stale one. */
  version: number
}

function Editor(props: { room: RoomView; list: ShareList; onReload: () => Promise<ShareList> }) {
  const { t } = useTranslation()
  const { room, list } = props
  const { done } = useAction()
  const me = useMe()
  const [{ rows, version }, setEditing, forgetDraft] = useDraft<Editing>(
    `partager-${room.id}`,
    editing(list),
  )
  const [confirming, setConfirming] = useState(false)
  const sharing = useSharing(room.id)
  const setRows = (next: Row[]) => setEditing({ rows: next, version })
  const leave = () => {
    forgetDraft()
    done()
  }
  const save = () =>
    sharing.mutate(
      { shares: rows.map(({ kind, id, role }) => ({ kind, id, role })), sharesVersion: version },
      {
        onSuccess: () => {
          toast(t('share.saved'))
          leave()
        },
      },
    )
  const reload = async () => {
    setEditing(editing(await props.onReload()))
    sharing.reset()
  }
  const mine = (row: Share) => row.kind === 'PERSON' && row.id === me?.id
  const removesMyself = list.shares.some(mine) && !rows.some(mine)
  const stale = sharing.error instanceof Problem && sharing.error.status === 409
  return (
    <TypingDialog
      title={t('share.title')}
      changed={signature(rows) !== signature(list.shares)}
      wide
      onLeave={leave}
    >
      {(ask) => (
        <>
          <DialogBody>
            <DirectorySearch
              label={t('share.add')}
              taken={new Set([...rows.map(keyOf), `PERSON:${room.owner.id}`])}
              onAdd={(found) => setRows([...rows, { ...found, role: 'MODERATOR' }])}
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
                  onChange={(next) => setRows(rows.map((each) => (each === row ? next : each)))}
                  onRemove={() => setRows(rows.filter((each) => each !== row))}
                />
              ))}
            </ul>
            <Effect rows={rows} />
            <dl className={css.roles}>
              <dt>{t('role.MODERATOR')}</dt>
              <dd>{t('share.moderatorHelp')}</dd>
              <dt>{t('role.MANAGER')}</dt>
              <dd>{t('share.managerHelp')}</dd>
            </dl>
            <ProblemNote error={sharing.error} />
            {stale && (
              <div>
                <Button size="small" onClick={() => void reload()}>
                  {t('share.reload')}
                </Button>
              </div>
            )}
          </DialogBody>
          <DialogActions>
            <Button onClick={ask}>{t('common.cancel')}</Button>
            <Button
              tone="primary"
              busy={sharing.isPending && t('settings.saving')}
              onClick={() => (removesMyself ? setConfirming(true) : save())}
            >
              {t('share.save')}
            </Button>
          </DialogActions>
          {confirming && (
            <ConfirmDialog
              title={t('share.removeMyselfTitle')}
              confirm={t('share.save')}
              onCancel={() => setConfirming(false)}
              onConfirm={() => {
                setConfirming(false)
                save()
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

function editing({ shares, sharesVersion }: ShareList): Editing {
  return {
    rows: shares.map(({ kind, id, role, name, profile, size }) => ({
      kind,
      id,
      role,
      name,
      profile,
      size,
    })),
    version: sharesVersion,
  }
}

/** What saving would mean, before it is done. */
function Effect({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const people = 1 + rows.reduce((sum, { size }) => sum + (size ?? 1), 0)
  const pupils = rows.filter(({ profile }) => profile === 'PUPIL').map(({ name }) => name)
  return (
    <>
      {pupils.length > 0 && (
        <Note tone="orange" role="status">
          {t('share.pupils', { names: pupils.join(', ') })}
        </Note>
      )}
      <p role="status">{t('share.effect', { count: people })}</p>
    </>
  )
}

function ShareRow(props: { row: Row; onChange: (row: Row) => void; onRemove: () => void }) {
  const { t } = useTranslation()
  const { row } = props
  return (
    <li className={css.row}>
      <span className={css.name}>
        {row.name}
        {row.kind === 'GROUP' && <span className={css.kind}>{t('share.group')}</span>}
      </span>
      <select
        className={css.role}
        aria-label={t('share.roleOf', { name: row.name })}
        value={row.role}
        onChange={(event) => props.onChange({ ...row, role: event.target.value as Share['role'] })}
      >
        <option value="MODERATOR">{t('role.MODERATOR')}</option>
        <option value="MANAGER">{t('role.MANAGER')}</option>
      </select>
      <Button
        tone="quietDanger"
        aria-label={t('share.removeName', { name: row.name })}
        onClick={props.onRemove}
      >
        {t('share.remove')}
      </Button>
    </li>
  )
}

function signature(rows: readonly Share[]): string {
  return rows
    .map((row) => `${keyOf(row)}:${row.role}`)
    .sort()
    .join()
}

function useSharing(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { shares: Share[]; sharesVersion: number }) =>
      answer(api.PUT('/api/v1/rooms/{id}/shares', { params: { path: { id } }, body })),
    onSuccess: (room) => learn(client, room),
  })
}
