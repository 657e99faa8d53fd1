/** The title of an import's current stage. It takes the focus, because the element that had it is gone. */
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
