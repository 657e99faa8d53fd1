/** Whether there's room for tables; on a phone, their contents are shown on cards. */
import { useMediaQuery } from '@mantine/hooks'

export const useRoomy = (): boolean =>
  useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
