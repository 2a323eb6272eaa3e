import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button'
import { TextField } from '../ui/Field'
import field from '../ui/Field.module.css'
import { Icon, type IconName } from '../ui/icons'
import css from './Editor.module.css'
import { cleaned, escaped, htmlOf, linkParagraph } from './letter'

const tools = [
  { name: 'bold', icon: 'bold', key: 'b' },
  { name: 'italic', icon: 'italic', key: 'i' },
  { name: 'insertUnorderedList', icon: 'list', key: undefined },
] as const satisfies { name: string; icon: IconName; key: string | undefined }[]

/**
 * Words with bold, italic, lists and links. The room's link stands in them as one piece: it can be
 * moved and taken out, its text cannot be changed.
 */
export function Editor(props: {
  id: string
  label: string
  help: string
  html: string
  link: string
  error: string | undefined
  onChange: (html: string) => void
}) {
  const { t } = useTranslation()
  const { id, link, error } = props
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef<string>(undefined)
  const [linking, setLinking] = useState<Range>()
  useEffect(() => {
    if (box.current === null || props.html === shown.current) return
    shown.current = props.html
    box.current.innerHTML = props.html
    asOnePiece(box.current, link)
  }, [props.html, link])
  const changed = () => {
    const html = htmlOf(box.current!)
    shown.current = html
    asOnePiece(box.current!, link)
    props.onChange(html)
  }
  const put = (html: string) => {
    box.current!.focus()
    document.execCommand('insertHTML', false, html)
  }
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    const html = event.clipboardData.getData('text/html')
    if (html !== '') return put(inOneLine(cleaned(html)))
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'))
  }
  const putLink = (address: string) => {
    const range = linking!
    setLinking(undefined)
    box.current!.focus()
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
    if (range.collapsed) put(`<a href="${escaped(address)}">${escaped(address)}</a>`)
    else document.execCommand('createLink', false, address)
  }
  return (
    <div className={field.field}>
      <span id={`${id}-nom`} className={css.label}>
        {props.label}
      </span>
      <div id={`${id}-aide`} className={field.help}>
        {props.help}
      </div>
      <div className={css.editor} data-invalid={error ? true : undefined}>
        <Tools
          box={box}
          of={id}
          onLink={() => setLinking(rangeIn(box.current!))}
          onDone={() => box.current!.focus()}
        />
        {linking && (
          <LinkForm
            onPut={putLink}
            onCancel={() => {
              setLinking(undefined)
              box.current!.focus()
            }}
          />
        )}
        <div
          id={id}
          ref={box}
          className={css.box}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          aria-multiline="true"
          aria-labelledby={`${id}-nom`}
          aria-describedby={[`${id}-aide`, error && `${id}-erreur`].filter(Boolean).join(' ')}
          aria-invalid={error ? true : undefined}
          tabIndex={0}
          onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
          onInput={changed}
          onPaste={paste}
          onClick={(event) => {
            const link = event.target instanceof Element && event.target.closest('a')
            if (!link) return
            event.preventDefault() // it is written here, not followed: what has been typed would be lost
            if (link.dataset.room !== undefined) select(box.current!, link)
          }}
          onDrop={(event) => {
            // from elsewhere anything may come
            if (!box.current!.contains(getSelection()?.anchorNode ?? null)) event.preventDefault()
          }}
        />
      </div>
      {error && (
        <p id={`${id}-erreur`} className={field.error}>
          <Icon name="alert" />
          {error}
        </p>
      )}
      {!props.html.includes(escaped(link)) && (
        <div>
          <Button
            size="small"
            onClick={() => {
              const html = props.html + linkParagraph(link)
              props.onChange(html)
              box.current!.focus()
            }}
          >
            {t('letter.putLinkBack')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The buttons over the words: one stop of the Tab key, the arrows go from one to the next. */
function Tools(props: {
  box: React.RefObject<HTMLDivElement | null>
  of: string
  onLink: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const [here, setHere] = useState(0)
  const on = usePressed(props.box)
  const bar = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...bar.current!.querySelectorAll('button')]
    const next = (here + step + buttons.length) % buttons.length
    setHere(next)
    buttons[next]?.focus()
  }
  const all = [
    ...tools.map(({ name, icon, key }) => ({
      name: t(`editor.${name}`),
      icon,
      keys: key && `Control+${key.toUpperCase()}`,
      pressed: on.has(name),
      act: () => {
        props.onDone()
        document.execCommand(name)
      },
    })),
    {
      name: t('editor.link'),
      icon: 'link',
      keys: undefined,
      pressed: undefined,
      act: props.onLink,
    } as const,
  ]
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('editor.tools')}
      aria-controls={props.of}
      className={css.tools}
      onKeyDown={move}
    >
      {all.map(({ name, icon, keys, pressed, act }, index) => (
        <button
          key={icon}
          type="button"
          title={name}
          aria-label={name}
          aria-keyshortcuts={keys}
          aria-pressed={pressed}
          tabIndex={index === here ? 0 : -1}
          onFocus={() => setHere(index)}
          onMouseDown={(event) => event.preventDefault()} // the words stay selected
          onClick={act}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  )
}

function LinkForm(props: { onPut: (address: string) => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [address, setAddress] = useState('')
  const [fault, setFault] = useState(false)
  const put = () => {
    const url = portalAddress(address)
    if (url !== undefined) return props.onPut(url)
    setFault(true)
    document.getElementById(id)?.focus()
  }
  return (
    <div
      className={css.linking}
      role="group"
      aria-label={t('editor.link')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          props.onCancel()
        }
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          event.preventDefault() // the form around is not meant
          put()
        }
      }}
    >
      <TextField
        id={id}
        label={t('editor.address')}
        help={t('editor.addressHelp')}
        type="url"
        autoFocus
        value={address}
        error={fault ? t('editor.addressWrong') : undefined}
        onChange={(typed) => {
          setAddress(typed)
          setFault(false)
        }}
      />
      <div className={css.linkActions}>
        <Button size="small" tone="primary" onClick={put}>
          {t('editor.putLink')}
        </Button>
        <Button size="small" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

/** Messages lead only to this platform: what leads elsewhere is refused on sending. */
export function portalAddress(typed: string): string | undefined {
  const url = URL.parse(typed.trim(), `${location.origin}/`)
  return typed.trim() !== '' && url?.origin === location.origin ? url.href : undefined
}

/** Which of the tools are on where the caret is. */
function usePressed(box: React.RefObject<HTMLDivElement | null>): ReadonlySet<string> {
  const [on, setOn] = useState('')
  useEffect(() => {
    const look = () => {
      const anchor = getSelection()?.anchorNode ?? null
      const here = box.current?.contains(anchor) ?? false
      if (here || document.activeElement === box.current) {
        setOn(
          tools
            .filter(({ name }) => document.queryCommandState(name))
            .map(({ name }) => name)
            .join(),
        )
      }
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [box])
  return new Set(on.split(','))
}

/** Where the caret is in the words; their end if it was never there. */
function rangeIn(box: HTMLElement): Range {
  const selection = getSelection()
  if (selection?.rangeCount && box.contains(selection.anchorNode))
    return selection.getRangeAt(0).cloneRange()
  const end = document.createRange()
  end.selectNodeContents(box)
  end.collapse(false)
  return end
}

/** One piece of the words is chosen; what is typed next takes its place. */
function select(box: HTMLElement, piece: Element): void {
  box.focus() // a link takes the focus for itself, and the keys would go nowhere
  const range = document.createRange()
  range.selectNode(piece)
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
}

/** The room's link as something that is there or not, but cannot be edited. */
function asOnePiece(box: HTMLElement, link: string): void {
  for (const anchor of box.querySelectorAll('a')) {
    if (anchor.getAttribute('href') !== link) continue
    if (anchor.textContent !== link) anchor.textContent = link
    anchor.contentEditable = 'false'
    anchor.tabIndex = -1
    anchor.dataset.room = ''
  }
}

/** One paragraph is pasted into the line, not as a line of its own. */
function inOneLine(html: string): string {
  const [, words] = /^<p>((?:(?!<p>).)*)<\/p>$/s.exec(html) ?? []
  return words ?? html
}
