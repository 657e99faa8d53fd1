/** The only card on the page. Its title is also the page's, and takes the focus, so that screen readers announce it. */
import { type ReactNode, useEffect, useRef } from 'react'

type Props = { readonly title: string; readonly children?: ReactNode }

export const Card = ({ title, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
    heading.current?.focus()
  }, [title])
  return (
    <div className="card">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  )
}
