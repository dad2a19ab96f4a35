import { IconAlertOctagon } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { useText } from '../i18n/i18n.ts'
import { commonTexts } from '../i18n/texts.ts'
import { cx } from './cx.ts'
import css from './field.module.css'

export type FieldFrameProps = {
  readonly label: string
  /** Beside the label: a fee, a count. */
  readonly aside?: ReactNode
  readonly hint?: string | undefined
  /** What is wrong with the value, in words; the field is marked invalid. */
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly size?: 'md' | 'lg'
  readonly before?: ReactNode
  readonly after?: ReactNode
  readonly className?: string | undefined
}

type Inner = { readonly id: string; readonly describedBy: string | undefined; readonly invalid: true | undefined }

/** Label, box, hint and error around one control. */
export function FieldFrame({
  label,
  aside,
  hint,
  error,
  optional = false,
  size = 'md',
  before,
  after,
  className,
  area = false,
  children,
}: FieldFrameProps & {
  readonly area?: boolean
  readonly children: (inner: Inner) => ReactNode
}) /* prettier-ignore */ {
  const id = useId()
  const t = useText(commonTexts)
  const below = error ?? hint
  return (
    <div className={cx(css['field'], className)}>
      <div className={css['label']}>
        <label htmlFor={id}>
          {label}
          {optional && <span className={css['optional']}> · {t('optional')}</span>}
        </label>
        {aside !== undefined && <span className="end">{aside}</span>}
      </div>
      <div
        className={cx(css['box'], size === 'lg' && css['lg'], area && css['area'])}
        data-bad={error === undefined ? undefined : ''}
      >
        {before}
        {children({
          id,
          describedBy: below === undefined ? undefined : `${id}-below`,
          invalid: error === undefined ? undefined : true,
        })}
        {after}
      </div>
      {error !== undefined ? (
        <p id={`${id}-below`} className={css['error']} role="alert">
          <IconAlertOctagon size={14} stroke={1.5} aria-hidden="true" />
          <span>{error}</span>
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-below`} className={css['below']}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}

type Frame = keyof FieldFrameProps

const split = <P extends FieldFrameProps>(props: P) => {
  const { label, aside, hint, error, optional, size, before, after, className, ...control } = props
  const frame = {
    label, aside, hint, error, className, before, after,
    ...(optional !== undefined && { optional }), ...(size !== undefined && { size }),
  } // prettier-ignore
  return { frame, control }
}

/** A line of text. Takes every property of an `<input>`, `ref` included. */
export function Field(props: FieldFrameProps & Omit<ComponentProps<'input'>, Frame>) {
  const { frame, control } = split(props)
  return (
    <FieldFrame {...frame}>
      {inner => (
        <input
          autoComplete="off"
          spellCheck={false}
          {...control}
          id={inner.id}
          aria-describedby={inner.describedBy}
          aria-invalid={inner.invalid}
          className={css['input']}
        />
      )}
    </FieldFrame>
  )
}

/** A choice of few; the browser's own list, which the keyboard and screen readers know. */
export function SelectField(props: FieldFrameProps & Omit<ComponentProps<'select'>, Frame>) {
  const { frame, control } = split(props)
  return (
    <FieldFrame {...frame}>
      {inner => (
        <select
          {...control}
          id={inner.id}
          aria-describedby={inner.describedBy}
          aria-invalid={inner.invalid}
          className={css['input']}
        />
      )}
    </FieldFrame>
  )
}

/** Several lines of text. */
export function TextField(props: FieldFrameProps & Omit<ComponentProps<'textarea'>, Frame>) {
  const { frame, control } = split(props)
  return (
    <FieldFrame {...frame} area>
      {inner => (
        <textarea
          rows={3}
          {...control}
          id={inner.id}
          aria-describedby={inner.describedBy}
          aria-invalid={inner.invalid}
          className={css['input']}
        />
      )}
    </FieldFrame>
  )
}
