/** The title of what an import has come to; it takes the focus, for what had it is gone. */
import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

export const StageTitle = ({ children }: { readonly children: ReactNode }) => {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <Title
      order={2}
      size="h3"
      ref={title}
      tabIndex={-1}
      style={{ outline: 'none', overflowWrap: 'anywhere' }}
    >
      {children}
    </Title>
  )
}
