/** Whether there is room for tables; on a phone what they hold stands on cards. */
import { useMediaQuery } from '@mantine/hooks'

export const useRoomy = (): boolean =>
  useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
