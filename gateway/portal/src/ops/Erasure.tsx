import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Found } from '../sharing/directory'
import { DirectorySearch } from '../sharing/DirectorySearch'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { TextField } from '../ui/Field'
import { toast } from '../ui/news'
import { Note } from '../ui/Note'
import css from './Ops.module.css'
import { useErasure } from './queries'

/** « Effacer une personne »: whom, and that it is meant. */
export function Erasure() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Found>()
  return (
    <div className={css.narrow}>
      <Note tone="orange">{t('ops.erasure.text')}</Note>
      <DirectorySearch
        label={t('ops.erasure.whom')}
        inputId="personne"
        only="PERSON"
        taken={new Set()}
        onAdd={setChosen}
      />
      {chosen && (
        <EraseDialog
          person={chosen}
          onClose={() => {
            setChosen(undefined)
            document.getElementById('personne')?.focus()
          }}
        />
      )}
    </div>
  )
}

function EraseDialog({ person, onClose }: { person: Found; onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const erasure = useErasure()
  const right = typed.trim() === person.name
  const confirm = () => {
    setTried(true)
    if (!right) return document.getElementById('nom-a-effacer')?.focus()
    erasure.mutate(person.id, {
      onSuccess: () => {
        toast(t('ops.erasure.done', { name: person.name }))
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      title={t('ops.erasure.confirm', { name: person.name })}
      confirm={t('ops.erasure.erase')}
      busy={erasure.isPending && t('ops.asked')}
      error={erasure.error}
      onCancel={onClose}
      onConfirm={confirm}
    >
      <p>{person.about}</p>
      <p>{t('ops.erasure.final')}</p>
      <TextField
        id="nom-a-effacer"
        label={t('ops.erasure.type', { name: person.name })}
        value={typed}
        error={tried && !right ? t('ops.erasure.typeError') : undefined}
        onChange={setTyped}
      />
    </ConfirmDialog>
  )
}
