import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors, Problem } from '../api/problem'
import type { Found } from '../sharing/directory'
import { DirectorySearch } from '../sharing/DirectorySearch'
import { Button } from '../ui/Button'
import { DialogActions, DialogBody } from '../ui/Dialog'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { ProblemNote } from '../ui/ProblemNote'
import { TypingDialog } from '../ui/TypingDialog'
import { useCreatingFor } from './queries'

/** Makes a room that somebody else owns: whose, and what it is called; the rest is theirs to set. */
export function CreateForDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [owner, setOwner] = useState<Found>()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const creating = useCreatingFor()
  const said = creating.error instanceof Problem ? fieldErrors(creating.error) : {}
  const unnamed = name.trim() === ''
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value)
      if (creating.isError) creating.reset()
    }
  }
  const create = (event: FormEvent) => {
    event.preventDefault()
    if (creating.isPending) return
    setTried(true)
    if (owner === undefined) return document.getElementById('proprietaire')?.focus()
    if (unnamed) return document.getElementById('nom')?.focus()
    creating.mutate(
      { owner: owner.id, name: name.trim() },
      {
        onSuccess: () => {
          toast(t('ops.allRooms.made', { room: name.trim(), name: owner.name }))
          onClose()
        },
      },
    )
  }
  return (
    <TypingDialog
      title={t('ops.allRooms.createTitle')}
      changed={owner !== undefined || !unnamed}
      onLeave={onClose}
    >
      {(leave) => (
        <form onSubmit={create} noValidate>
          <DialogBody>
            {owner === undefined ? (
              <DirectorySearch
                label={t('ops.allRooms.for')}
                help={t('ops.allRooms.forHelp')}
                error={tried ? t('ops.allRooms.forEmpty') : undefined}
                inputId="proprietaire"
                only="PERSON"
                taken={new Set()}
                onAdd={change(setOwner)}
              />
            ) : (
              <p>
                {t('ops.allRooms.forName', { name: owner.name })}{' '}
                <Button size="small" onClick={() => change(setOwner)(undefined)}>
                  {t('ops.allRooms.change')}
                </Button>
              </p>
            )}
            {said.owner && <ProblemNote error={creating.error} />}
            <TextField
              id="nom"
              label={t('ops.allRooms.name')}
              value={name}
              maxLength={50}
              error={tried && unnamed ? t('ops.allRooms.nameEmpty') : said.name}
              required
              onChange={change(setName)}
            />
            {!said.owner && !said.name && <ProblemNote error={creating.error} />}
          </DialogBody>
          <DialogActions>
            <Button onClick={leave}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              tone="primary"
              busy={creating.isPending && t('ops.allRooms.making')}
            >
              {t('ops.allRooms.make')}
            </Button>
          </DialogActions>
        </form>
      )}
    </TypingDialog>
  )
}
